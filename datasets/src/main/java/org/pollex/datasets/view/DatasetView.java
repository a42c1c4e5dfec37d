package org.pollex.datasets.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.episode.EpisodeMetadata;
import org.pollex.datasets.exchange.Conversion;
import org.pollex.datasets.lint.Lint;
import org.pollex.datasets.lint.LintReport;
import org.pollex.datasets.source.DatasetSummary;
import org.pollex.datasets.source.EpisodeSource;
import org.pollex.datasets.source.StreamStatistics;
import org.pollex.datasets.storage.AtomicFile;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

/**
 * Writes the page of a file of episodes. Long sets are thinned: every episode keeps its plots, with
 * fewer points; the first ones keep their clouds, and 24 evenly spread ones and those asked for
 * their pictures. Findings of the lint stand at their steps. Ten thousand episodes stay below 50
 * MB.
 */
public final class DatasetView {
  private static final int FEW_EPISODES = 100;
  private static final int POINTS_OF_FEW = 500;
  private static final int MANY_EPISODES = 2000;
  private static final int POINTS = 64;
  private static final int POINTS_OF_MANY = 40;
  private static final int MOST_CLOUDS = 40;
  private static final int CLOUD_POINTS = 2500;
  private static final int WIDEST_STATISTICS = 64;
  private static final int SAMPLED_PICTURES = 24;
  private static final int MOST_FINDINGS = 20;
  private static final int MOST_FINDINGS_OF_ALL = 20_000;

  private final DatasetSummary summary;
  private final LintReport lint;
  private final Set<Integer> picked;
  private final Map<Integer, List<Map<String, Object>>> findings = new HashMap<>();
  private final int points;
  private final Blob blob = new Blob();
  private final List<Map<String, Object>> episodes = new ArrayList<>();
  private final Map<String, StreamStatistics> statistics = new TreeMap<>();
  private Channels channels;
  private int clouds;

  private DatasetView(DatasetSummary summary, LintReport lint, Set<Integer> picked) {
    this.summary = summary;
    this.lint = lint;
    this.picked = picked;
    lint.findings().stream()
        .limit(MOST_FINDINGS_OF_ALL)
        .forEach(
            f -> {
              List<Map<String, Object>> own =
                  findings.computeIfAbsent(f.episode(), e -> new ArrayList<>());
              if (own.size() < MOST_FINDINGS) {
                own.add(
                    Map.of(
                        "kind", f.kind(),
                        "severity", f.severity(),
                        "step", f.step(),
                        "stream", f.stream(),
                        "text", f.text(),
                        "fix", f.fix()));
              }
            });
    this.points =
        summary.episodes() <= FEW_EPISODES
            ? POINTS_OF_FEW
            : summary.episodes() <= MANY_EPISODES ? POINTS : POINTS_OF_MANY;
  }

  /**
   * Writes the page.
   *
   * @param source a journal or an HDF5 file
   * @param page the HTML file to write; replaced if it exists
   * @param picked positions of episodes whose pictures are shown, besides the sample
   * @throws org.pollex.errors.BadInputException if the source is missing or damaged
   * @throws org.pollex.errors.RunFailedException if the page cannot be written
   */
  public static void write(Path source, Path page, Set<Integer> picked) {
    DatasetSummary summary = DatasetSummary.of(source);
    picked.stream()
        .filter(episode -> episode < 0 || episode >= summary.episodes())
        .findFirst()
        .ifPresent(
            episode -> {
              throw new BadInputException(
                  "episode " + episode + " of " + source,
                  "Allowed: 0 to " + (summary.episodes() - 1) + ".");
            });
    DatasetView view = new DatasetView(summary, Lint.of(source), picked);
    try (EpisodeSource from = Conversion.open(source)) {
      from.forEach(view::add);
    }
    AtomicFile.write(page, view.html());
  }

  private void add(Episode episode) {
    if (channels == null) {
      channels = Channels.of(episode);
    }
    EpisodeMetadata metadata = episode.metadata();
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("task", metadata.task());
    entry.put("instruction", metadata.instruction());
    entry.put("index", metadata.index() < 0 ? episodes.size() : metadata.index());
    entry.put("seed", metadata.seed());
    entry.put("policy", metadata.policy());
    entry.put("hz", metadata.controlHz());
    entry.put("steps", episode.steps());
    episode
        .outcome()
        .ifPresent(
            outcome -> {
              entry.put("success", outcome.success());
              entry.put("first", outcome.firstSuccessStep());
              entry.put("clipped", outcome.actionClipFraction());
              entry.put("ending", outcome.ending());
            });
    int kept = Math.min(points, episode.steps());
    entry.put("points", kept);
    entry.put("at", blob.offset());
    channels.groups().forEach((name, group) -> addSignal(episode, name, group, kept));
    if (clouds < MOST_CLOUDS && episode.tensors().containsKey("cloud_points")) {
      clouds++;
      entry.put("cloud", addCloud(episode));
    }
    int position = episodes.size();
    if (picked.contains(position) || position % sampling() == 0) {
      List<Map<String, Object>> strips = PictureStrip.of(episode);
      if (!strips.isEmpty()) {
        entry.put("strips", strips);
      }
    }
    if (findings.containsKey(position)) {
      entry.put("findings", findings.get(position));
    }
    episodes.add(entry);
    count(episode);
  }

  /** Every how many episodes one keeps its pictures. */
  private int sampling() {
    return Math.max(1, Math.ceilDiv(summary.episodes(), SAMPLED_PICTURES));
  }

  /** Channel after channel, thinned to {@code kept} points that include the first and last. */
  private void addSignal(Episode episode, String name, Channels.Group group, int kept) {
    Tensor values = episode.streams().get(name);
    int steps = episode.steps();
    int width = values == null || steps == 0 ? 0 : values.size() / steps;
    for (int channel = 0; channel < group.channels().size(); channel++) {
      int column = channel;
      blob.add(
          kept,
          i -> {
            int row = kept == 1 ? 0 : (int) ((long) i * (steps - 1) / (kept - 1));
            return column < width ? values.get(row * width + column) : Double.NaN;
          });
    }
  }

  /** x, y, z and label of each point; the points that are padding are left out. */
  private Map<String, Object> addCloud(Episode episode) {
    Tensor cloud = episode.tensor("cloud_points");
    Optional<Tensor> labels = Optional.ofNullable(episode.tensors().get("cloud_labels"));
    List<Integer> seen = new ArrayList<>();
    for (int i = 0; i < cloud.size() / 3; i++) {
      if (Double.isFinite(cloud.get(3 * i))) {
        seen.add(i);
      }
    }
    int stride = Math.max(1, (seen.size() + CLOUD_POINTS - 1) / CLOUD_POINTS);
    int count = (seen.size() + stride - 1) / stride;
    Map<String, Object> entry = Map.of("at", blob.offset(), "points", count);
    blob.add(
        4 * count,
        i -> {
          int point = seen.get(i / 4 * stride);
          return i % 4 < 3
              ? cloud.get(3 * point + i % 4)
              : labels.map(l -> l.get(point)).orElse(1.0);
        });
    return entry;
  }

  private void count(Episode episode) {
    for (StreamSpec spec : episode.specs()) {
      int width = Channels.width(spec);
      if (width > 0 && width <= WIDEST_STATISTICS && episode.steps() > 0) {
        StreamStatistics figures =
            statistics.computeIfAbsent(spec.name(), n -> new StreamStatistics(width));
        if (figures.dimensions() == width) {
          figures.add(episode.stream(spec.name()));
        }
      }
    }
  }

  private String html() {
    Map<String, Object> figures = new TreeMap<>();
    statistics.forEach(
        (name, s) -> figures.put(name, Map.of("bad", s.notFinite(), "dims", s.figures())));
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("summary", summary);
    data.put("position", channels == null ? "" : channels.position());
    data.put("groups", channels == null ? List.of() : channels.groups().values());
    data.put("statistics", figures);
    data.put("sampling", sampling());
    data.put("kinds", lint.kinds());
    data.put("undecided", lint.undecided());
    data.put("episodes", episodes);
    // "</" would end the script element in the middle of the data.
    String json = CanonicalJson.text(data).replace("</", "<\\/");
    return resource("view.html")
        .replace("/*STYLE*/", resource("view.css"))
        .replace("/*DATA*/", json)
        .replace("/*BLOB*/", blob.base64())
        .replace("/*SPACE*/", resource("space.js"))
        .replace("/*PAGE*/", resource("page.js"));
  }

  private static String resource(String name) {
    try (InputStream in = DatasetView.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
