package org.pollex.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.datasets.storage.Sha256;
import org.pollex.eval.trial.seal.SealedHeader;
import org.pollex.eval.trial.seal.SealedTrial;
import org.pollex.eval.trial.seal.TrialFolder;
import picocli.CommandLine;

/** Exit codes and answers of the trial verbs that need no simulator. */
class TrialVerbsTest {
  private static final String DIGEST = "0123456789abcdef".repeat(4);

  @TempDir private Path scratch;
  private Path trial;
  private Path keys;

  private record Seen(int code, String out, String err) {
    JsonNode json() throws Exception {
      return new ObjectMapper().readTree(out);
    }
  }

  private static Seen run(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    String[] words = List.of(arguments).stream().map(String::valueOf).toArray(String[]::new);
    int code = line.execute(words);
    return new Seen(code, out.toString(), err.toString());
  }

  /** A sealed folder with one trial, whose encrypted files nobody can open. */
  @BeforeEach
  void seal() throws Exception {
    trial = Files.createDirectories(scratch.resolve("trial"));
    keys = scratch.resolve("keys");
    SealedTrial one =
        new SealedTrial(
            0, "K7F3-9QXM", "reach-v3", "c/0", List.of(0.5), 1, true, Sha256.hex(new byte[1]));
    byte[] box = new byte[40];
    byte[] trials = (CanonicalJson.text(one) + "\n").getBytes(StandardCharsets.UTF_8);
    Files.write(trial.resolve(TrialFolder.PLAN), box);
    Files.write(trial.resolve(TrialFolder.ASSIGNMENTS), box);
    Files.write(trial.resolve(TrialFolder.TRIALS), trials);
    SealedHeader header =
        new SealedHeader(
            SealedHeader.FORMAT,
            DIGEST,
            "",
            "2026-01-01T00:00:00Z",
            "metaworld",
            "fingerprint",
            0.0125,
            List.of("reach-v3"),
            Map.of("reach-v3", "reach"),
            List.of("ee_pos"),
            List.of("ee_pos"),
            500,
            30,
            1,
            1,
            "barnard",
            0.05,
            "holm",
            "task",
            Map.of(),
            3,
            "same",
            Map.of(
                TrialFolder.PLAN, Sha256.hex(box),
                TrialFolder.ASSIGNMENTS, Sha256.hex(box),
                TrialFolder.TRIALS, Sha256.hex(trials)));
    String root = header.rootOver(List.of(one.commitment()));
    Files.write(trial.resolve(TrialFolder.HEADER), CanonicalJson.bytes(header.withRoot(root)));
  }

  @Test
  void withoutKeysRunAndUnsealAnswerThreeAndSayWhereTheyLooked() {
    Seen seen = run("trial", "run", trial, "--keys", keys);
    assertEquals(3, seen.code(), seen.err());
    Path expected = keys.resolve(DIGEST.substring(0, 16)).resolve("run.key");
    assertTrue(seen.err().contains(expected.toString()), seen.err());
    seen = run("trial", "unseal", trial, "--keys", keys);
    assertEquals(3, seen.code(), seen.err());
    assertTrue(seen.err().contains("unseal.key"), seen.err());
  }

  @Test
  void statusShowsCodesAndCountsOnly() throws Exception {
    Seen seen = run("trial", "status", trial, "--json");
    assertEquals(0, seen.code(), seen.err());
    assertEquals(0, seen.json().get("finished").asInt());
    assertEquals(1, seen.json().get("trials").asInt());
    assertEquals("K7F3-9QXM", seen.json().get("next_code").asText());
  }

  @Test
  void verifyAnswersZeroOrFourWithAVerdictAndItsChecks() throws Exception {
    Seen seen = run("trial", "verify", trial, "--json");
    assertEquals(0, seen.code(), seen.out());
    assertTrue(seen.json().get("verdict").asText().startsWith("intact (sealed, not run)"));
    JsonNode check = seen.json().get("checks").get(0);
    for (String field : List.of("name", "ok", "detail", "file")) {
      assertTrue(check.has(field), field);
    }
    assertEquals(4, run("trial", "verify", trial, "--root", "ab".repeat(32)).code());
    byte[] box = Files.readAllBytes(trial.resolve(TrialFolder.PLAN));
    box[7] ^= 1;
    Files.write(trial.resolve(TrialFolder.PLAN), box);
    seen = run("trial", "verify", trial);
    assertEquals(4, seen.code());
    assertTrue(seen.out().contains("not intact: " + TrialFolder.PLAN), seen.out());
  }

  @Test
  void plansAreNotOverwrittenAndMistakesAreNamed() {
    Path plan = scratch.resolve("plan.yaml");
    Object[] words = {
      "trial",
      "plan",
      "--task",
      "reach-v3",
      "--policy",
      "a=expert",
      "--policy",
      "zero",
      "--out",
      plan
    };
    assertEquals(0, run(words).code());
    assertEquals(2, run(words).code());
    Seen seen = run("trial", "verify", scratch);
    assertEquals(2, seen.code());
    assertTrue(seen.err().contains(TrialFolder.HEADER), seen.err());
    seen = run("trial", "report", trial);
    assertEquals(2, seen.code());
    assertTrue(seen.err().contains("not unsealed"), seen.err());
  }

  @Test
  void noVerbAfterPlanTakesAnAlphaAMetricABudgetOrAStoppingRule() {
    CommandLine trials = Main.commandLine().getSubcommands().get("trial");
    trials
        .getSubcommands()
        .forEach(
            (name, verb) -> {
              for (String option : List.of("--alpha", "--test", "--rollouts", "--correction")) {
                boolean takes = verb.getCommandSpec().findOption(option) != null;
                assertFalse(takes && !name.equals("plan"), name + " takes " + option);
              }
            });
  }
}
