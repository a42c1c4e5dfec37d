package org.pollex.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.retrieval.cloud.CloudReader;
import org.pollex.retrieval.cloud.PointCloud;
import org.pollex.retrieval.registration.Alignment;
import org.pollex.retrieval.registration.Registration;
import org.pollex.retrieval.registration.RegistrationOptions;
import org.pollex.retrieval.registration.RegistrationOptions.Freedom;
import org.pollex.retrieval.registration.RegistrationResult;
import org.pollex.retrieval.registration.Rotations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pollex cloud register}: the motions that lay one cloud onto another. */
@Command(
    name = "register",
    description = {
      "Finds the motions that lay SOURCE onto TARGET: p_target = R p_source + t.",
      "Clouds are PLY, PCD, NPY (N x 3) or text, in metres, z up, in one frame.",
      "With --pairs each line of the list gives one answer; with --json one object a line."
    })
final class CloudRegisterCommand extends Verb<List<CloudRegisterCommand.Answer>> {
  private static final String FRAME = "world";

  @Parameters(arity = "0..2", paramLabel = "CLOUD", description = "SOURCE and TARGET.")
  private List<Path> clouds = List.of();

  @Option(
      names = "--pairs",
      paramLabel = "LIST.csv",
      description = "Lines source,target; paths relative to the list.")
  private Path pairs;

  @Option(
      names = "--dof",
      defaultValue = "4",
      description = "4: yaw and translation; 6: any rigid motion near one (default: 4).")
  private int dof;

  @Option(
      names = "--view-from",
      paramLabel = "X,Y,Z",
      description = "Where the camera of both clouds stood, metres; it makes opposite views work.")
  private String viewFrom;

  /** One registration. */
  record Answer(
      String source,
      String target,
      List<Motion> answers,
      boolean ambiguous,
      int sourcePoints,
      int targetPoints,
      double ms) {}

  /** One motion: row-major rotation (9), translation (3, metres), yaw (radians). */
  record Motion(
      double[] rotation,
      double[] translation,
      double yaw,
      double score,
      double confidence,
      double overlap,
      double refuted) {
    static Motion of(Alignment alignment) {
      return new Motion(
          Rotations.matrix(alignment.X_TS().rotation()),
          alignment.X_TS().position().toArray(),
          alignment.yaw(),
          alignment.score(),
          alignment.confidence(),
          alignment.overlap(),
          alignment.refuted());
    }
  }

  private record Pair(Path source, Path target) {}

  @Override
  protected List<Answer> answer() {
    RegistrationOptions options = RegistrationOptions.DEFAULT.withFreedom(freedom());
    Optional<Vec3> eye = eye();
    List<Answer> answers = new ArrayList<>();
    for (Pair pair : pairs()) {
      PointCloud source = seen(CloudReader.read(pair.source(), FRAME), eye);
      PointCloud target = seen(CloudReader.read(pair.target(), FRAME), eye);
      long start = System.nanoTime();
      RegistrationResult result = Registration.align(source, target, options);
      double ms = (System.nanoTime() - start) / 1e6;
      answers.add(
          new Answer(
              pair.source().toString(),
              pair.target().toString(),
              result.answers().stream().map(Motion::of).toList(),
              result.ambiguous(),
              source.size(),
              target.size(),
              ms));
    }
    return answers;
  }

  private Freedom freedom() {
    return switch (dof) {
      case 4 -> Freedom.YAW_AND_TRANSLATION;
      case 6 -> Freedom.RIGID;
      default ->
          throw new BadInputException(
              "--dof " + dof, "Allowed: 4 (yaw and translation) or 6 (rigid motion)");
    };
  }

  private Optional<Vec3> eye() {
    if (viewFrom == null) {
      return Optional.empty();
    }
    String[] words = viewFrom.split(",");
    double[] values = new double[3];
    for (int k = 0; k < 3; k++) {
      try {
        values[k] = words.length == 3 ? Double.parseDouble(words[k].strip()) : Double.NaN;
      } catch (NumberFormatException e) {
        values[k] = Double.NaN;
      }
      if (!Double.isFinite(values[k])) {
        throw new BadInputException(
            "--view-from " + viewFrom, "Give three numbers in metres, for example 0.5,-1.2,0.8");
      }
    }
    return Optional.of(Vec3.of(values, 0));
  }

  private static PointCloud seen(PointCloud cloud, Optional<Vec3> eye) {
    return eye.map(cloud::seenFrom).orElse(cloud);
  }

  private List<Pair> pairs() {
    if ((pairs == null) == clouds.isEmpty() || pairs == null && clouds.size() != 2) {
      throw new BadInputException(
          clouds.size() + " clouds" + (pairs == null ? "" : " and --pairs"),
          "Give SOURCE and TARGET, or --pairs LIST.csv");
    }
    if (pairs == null) {
      return List.of(new Pair(clouds.get(0), clouds.get(1)));
    }
    List<Pair> listed = new ArrayList<>();
    int number = 0;
    for (String line : lines(pairs)) {
      number++;
      if (line.isBlank() || number == 1 && line.replace(" ", "").equals("source,target")) {
        continue;
      }
      String[] cells = line.split(",");
      if (cells.length != 2) {
        throw new BadInputException(
            pairs + " line " + number + " has " + cells.length + " columns",
            "Each line has two paths: source,target");
      }
      listed.add(
          new Pair(pairs.resolveSibling(cells[0].strip()), pairs.resolveSibling(cells[1].strip())));
    }
    if (listed.isEmpty()) {
      throw new BadInputException(pairs + " lists no pair", "Give lines of source,target");
    }
    return listed;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw StorageFailure.reading(file, e);
    }
  }

  @Override
  protected void print(List<Answer> answers, PrintWriter out) {
    for (Answer answer : answers) {
      out.printf(
          Locale.ROOT,
          "%s -> %s: %s, %.1f ms%n",
          answer.source(),
          answer.target(),
          answer.ambiguous() ? "ambiguous" : "one answer",
          answer.ms());
      for (Motion motion : answer.answers()) {
        out.printf(
            Locale.ROOT,
            "  yaw %7.2f deg  translation %8.4f %8.4f %8.4f m  score %.2f  confidence %3.0f %%%n",
            Math.toDegrees(motion.yaw()),
            motion.translation()[0],
            motion.translation()[1],
            motion.translation()[2],
            motion.score(),
            100 * motion.confidence());
      }
    }
  }
}
