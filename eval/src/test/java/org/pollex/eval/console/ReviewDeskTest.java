package org.pollex.eval.console;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.eval.report.TrialReport;
import org.pollex.eval.trial.Unsealer;
import org.pollex.eval.trial.result.OpenedTrial;
import org.pollex.eval.trial.result.ResultsFile;
import org.pollex.eval.trial.result.TrialResult;
import org.pollex.eval.trial.review.Agreement;
import org.pollex.eval.trial.review.OpenedReviews;
import org.pollex.eval.trial.run.TrialJournals;
import org.pollex.eval.trial.seal.TrialFolder;
import org.pollex.eval.trial.verify.TrialVerifier;

/** Quality control from end to end: sampled by lot, scored blind, agreement reported. */
class ReviewDeskTest {
  @TempDir private Path scratch;

  @Test
  void aSampleIsScoredBlindAndCompared() throws Exception {
    TrialFolder folder = ConsoleTrial.seal(scratch, "trial", 11);
    Set<String> differing = new HashSet<>();
    List<String> reviewed = new ArrayList<>();
    try (ConsoleTrial trial = new ConsoleTrial(folder, ConsoleTrial.keys(scratch), 0)) {
      List<Device> phones =
          List.of(
              Device.paired(trial.console.invite(Role.OPERATOR), "ada@north"),
              Device.paired(trial.console.invite(Role.OPERATOR), "bob@south"));
      Device phone = phones.getFirst();
      Device reviewer = Device.paired(trial.console.invite(Role.REVIEWER), "eve");
      Path videos = Files.createDirectories(folder.file(TrialFolder.VIDEOS));
      for (int i = 0; i < 22; i++) {
        String code = phone.state().get("code").asText();
        phones.get(i / 4 % 2).sync(Device.outcome("outcome-" + i, code, i % 2 == 0));
        if (i % 2 == 0) {
          Files.write(videos.resolve(code + ".mjpeg"), film(i));
        } else {
          Files.write(videos.resolve(code + ".mp4"), new byte[1000]);
        }
      }
      assertFalse(Device.json(reviewer.get("/api/review")).get("open").asBoolean());
      Device.json(phone.post("/api/close", Map.of()));
      JsonNode state = Device.json(reviewer.get("/api/review"));
      assertEquals(6, state.get("wanted").asInt(), "27 % of 22, rounded up");
      while (!state.get("code").asText().isEmpty()) {
        String code = state.get("code").asText();
        assertFalse(state.has("success") || state.toString().contains("12.5"), state::toString);
        look(trial, reviewer, state, code);
        boolean said = trial.trials.outcome(code).orElseThrow().success();
        boolean differs = reviewed.isEmpty();
        if (differs) {
          differing.add(code);
        }
        Map<String, Object> review =
            Map.of(
                "id",
                "review-" + code,
                "code",
                code,
                "success",
                said != differs,
                "milestones",
                Map.of("cup moved", said, "plate moved", true),
                "text",
                "seen");
        reviewer.post("/api/review", review);
        state = Device.json(reviewer.post("/api/review", review));
        reviewed.add(code);
        Map<String, Object> second = new HashMap<>(review);
        second.put("id", "second-" + code);
        assertEquals(400, reviewer.post("/api/review", second).statusCode(), "scored once");
      }
      String outside =
          folder.trials().stream()
              .map(each -> each.code())
              .filter(code -> !reviewed.contains(code))
              .findFirst()
              .orElseThrow();
      assertEquals(400, reviewer.get("/api/frame?code=" + outside + "&n=0").statusCode());
      assertEquals(400, reviewer.get("/api/video?code=" + outside).statusCode());
    }
    assertEquals(6, reviewed.size());
    Agreement agreement = Agreement.of(folder);
    assertEquals(6, agreement.success().reviewed());
    assertEquals(1, agreement.success().disagreements());
    assertEquals(List.copyOf(differing), agreement.disagreeing());
    assertEquals(12, agreement.milestones().reviewed());
    assertEquals(0, agreement.milestones().disagreements());
    assertTrue(agreement.success().low() < 1.0 / 6 && agreement.success().high() > 1.0 / 6);
    Unsealer.unseal(folder, ConsoleTrial.keys(scratch));
    assertTrue(TrialVerifier.verify(folder.path(), Optional.empty()).ok());
    reported(folder, differing.iterator().next());
    changedAfterwards(folder);
  }

  /** A review that was changed afterwards is found, and named. */
  private static void changedAfterwards(TrialFolder folder) throws Exception {
    Path journal = folder.file(TrialFolder.REVIEWS);
    byte[] bytes = Files.readAllBytes(journal);
    bytes[bytes.length - 20] ^= 1;
    Files.write(journal, bytes);
    var found = TrialVerifier.verify(folder.path(), Optional.empty());
    assertTrue(found.verdict().contains(TrialFolder.REVIEWS), found.verdict());
    assertEquals(22, TrialJournals.outcomes(folder).size());
  }

  /** Agreement is part of the results and of the report, policy by policy. */
  private void reported(TrialFolder folder, String differing) throws Exception {
    TrialResult result = ResultsFile.read(folder.path()).result();
    OpenedReviews reviews = result.reviews();
    assertEquals(Agreement.of(folder), reviews.agreement());
    assertEquals(5.0 / 6, reviews.agreement().success().agreement(), 1e-15);
    assertEquals(
        List.of("zebra", "okapi"),
        reviews.policies().stream().map(OpenedReviews.PolicyReviews::policy).toList());
    assertEquals(
        6, reviews.policies().stream().mapToInt(policy -> policy.success().reviewed()).sum());
    assertEquals(
        List.of(differing),
        reviews.differences().stream().map(OpenedReviews.Difference::code).toList());
    TrialReport.write(OpenedTrial.of(result), scratch.resolve("report"));
    String page = Files.readString(scratch.resolve("report/report.html"));
    assertTrue(page.contains("id=\"reviews\"") && page.contains(differing));
    JsonNode json = new ObjectMapper().readTree(scratch.resolve("report/report.json").toFile());
    assertEquals(1, json.at("/reviews/agreement/success/disagreements").asInt());
    assertTrue(json.at("/reviews/agreement/success/kappa").isNumber());
    Set<String> left = new HashSet<>();
    json.get("sensitivity")
        .forEach(part -> left.add(part.at("/kind").asText() + " " + part.at("/without").asText()));
    assertEquals(Set.of("operator ada", "operator bob", "site north", "site south"), left);
  }

  /** A film whose pictures differ in size. */
  static byte[] film(int pictures) {
    var film = new ByteArrayOutputStream();
    for (int i = 0; i <= pictures; i++) {
      film.writeBytes(ConsoleServerTest.jpeg(20 + i));
    }
    return film.toByteArray();
  }

  private static void look(ConsoleTrial trial, Device reviewer, JsonNode state, String code)
      throws Exception {
    int frames = state.get("frames").asInt();
    if (frames > 0) {
      int last = frames - 1;
      assertArrayEquals(
          ConsoleServerTest.jpeg(20 + last),
          reviewer.bytes("/api/frame?code=" + code + "&n=" + last).body());
    } else {
      assertTrue(state.get("video").asBoolean());
      HttpResponse<byte[]> part =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(
                          URI.create(trial.console.address() + "/api/video?code=" + code))
                      .header("Cookie", reviewer.cookie())
                      .header("Range", "bytes=900-")
                      .build(),
                  HttpResponse.BodyHandlers.ofByteArray());
      assertEquals(206, part.statusCode());
      assertEquals(100, part.body().length);
    }
  }
}
