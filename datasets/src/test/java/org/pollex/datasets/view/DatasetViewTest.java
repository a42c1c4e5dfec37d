package org.pollex.datasets.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.episode.EpisodeMetadata;
import org.pollex.datasets.episode.RandomEpisodes;
import org.pollex.datasets.hdf5.DemonstrationWriter;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.tensor.Tensor;

class DatasetViewTest {
  private static final String HOSTILE = "</script><b onclick='x()'>“open” & <i>";

  @TempDir Path folder;

  private final Episode first = RandomEpisodes.drawWithPictures(1, 0);
  private Path page;
  private String html;

  @BeforeEach
  void write() throws Exception {
    Path file = folder.resolve("demos.hdf5");
    EpisodeMetadata m = RandomEpisodes.draw(2, 1).metadata();
    Episode second = RandomEpisodes.draw(2, 1);
    EpisodeMetadata hostile =
        new EpisodeMetadata(
            m.task(), HOSTILE, 1, m.seed(), m.randVec(), m.policy(), 0, 80, "", Map.of());
    DemonstrationWriter.write(
        file,
        RandomEpisodes.ENVIRONMENT,
        writer -> {
          writer.add(first);
          writer.add(
              new Episode(hostile, second.outcome(), second.specs(), second.streams(), Map.of()));
        });
    page = folder.resolve("demos.html");
    DatasetView.write(file, page, Set.of(1));
    html = Files.readString(page);
  }

  @Test
  void thePageNeedsNothingFromOutside() {
    assertFalse(html.contains("http:") || html.contains("https:"), "a link to the outside");
    assertFalse(html.contains(HOSTILE), "text of the file must not become markup");
    assertEquals(3, html.split("</script>", -1).length - 1);
  }

  @Test
  void thePageCarriesPicturesAndFindings() throws Exception {
    JsonNode data = new ObjectMapper().readTree(element("application/json"));
    JsonNode strip = data.get("episodes").get(0).get("strips").get(0);
    assertEquals("obs/camera", strip.get("stream").asText());
    String source = strip.get("src").asText();
    byte[] jpeg = Base64.getDecoder().decode(source.substring(source.indexOf(',') + 1));
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
    assertEquals(96, image.getHeight());
    assertEquals(96 * 48 / 40 * strip.get("steps").size(), image.getWidth());
    JsonNode findings = data.get("episodes").get(0).get("findings");
    assertTrue(findings.toString().contains("not_finite"), "random bytes hold NaN: " + findings);
  }

  @Test
  void anEpisodeThatIsNotThereIsRefused() {
    Path file = folder.resolve("demos.hdf5");
    assertThrows(BadInputException.class, () -> DatasetView.write(file, page, Set.of(2)));
  }

  @Test
  void thePageCarriesTheEpisodesNumbers() throws Exception {
    JsonNode data = new ObjectMapper().readTree(element("application/json"));
    assertEquals(2, data.get("episodes").size());
    assertEquals(HOSTILE, data.get("episodes").get(1).get("instruction").asText());
    JsonNode episode = data.get("episodes").get(0);
    assertEquals(first.steps(), episode.get("steps").asInt());
    assertEquals("obs/ee_pos", data.get("position").asText());

    FloatBuffer numbers =
        ByteBuffer.wrap(Base64.getDecoder().decode(element("text/plain")))
            .order(ByteOrder.LITTLE_ENDIAN)
            .asFloatBuffer();
    int points = episode.get("points").asInt();
    assertEquals(first.steps(), points, "short episodes are not thinned");
    Tensor position = first.observation("ee_pos");
    for (int axis = 0; axis < 3; axis++) {
      for (int i = 0; i < points; i++) {
        float expected = (float) position.get(3 * i + axis);
        assertEquals(expected, numbers.get(episode.get("at").asInt() + axis * points + i));
      }
    }
  }

  private String element(String type) {
    Matcher matcher =
        Pattern.compile("<script type=\"" + type + "\" id=\"\\w+\">(.*?)</script>", Pattern.DOTALL)
            .matcher(html);
    assertTrue(matcher.find());
    return matcher.group(1);
  }

  /** The page's own script, run by a browser, shows the episodes. */
  @Test
  void aBrowserShowsTheEpisodes() throws Exception {
    Path browser = Path.of("/usr/bin/chromium");
    assumeTrue(Files.isExecutable(browser), "no Chromium on this machine");
    Path output = folder.resolve("dom.txt");
    Process process =
        new ProcessBuilder(
                List.of(
                    browser.toString(),
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--user-data-dir=" + folder.resolve("browser"),
                    "--dump-dom",
                    page.toUri().toString()))
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    boolean ended = process.waitFor(3, TimeUnit.MINUTES);
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
    assertTrue(ended, "the page keeps the browser busy");
    String dom = Files.readString(output);
    assertTrue(dom.contains("1–2 of 2"), "the episodes are not listed");
    assertTrue(dom.contains("Episode 0"), "no episode is chosen");
    assertTrue(dom.contains("end-effector position (m)"), "nothing is plotted");
  }
}
