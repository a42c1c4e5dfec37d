package org.pollex.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.eval.trial.plan.PlanFile;
import org.pollex.eval.trial.plan.TrialPlan;
import org.pollex.eval.trial.run.CommandState;
import org.pollex.eval.trial.run.ManualTrials;
import org.pollex.eval.trial.run.OperatorEntry;
import org.pollex.eval.trial.run.Stopping;
import org.pollex.eval.trial.seal.KeyRing;
import org.pollex.eval.trial.seal.Sealer;
import org.pollex.eval.trial.seal.TrialFolder;
import org.pollex.eval.trial.world.ManualWorld;
import org.pollex.policies.catalog.PolicyCatalog;
import picocli.CommandLine;

/** Whole trials through the command line, in the Bernoulli world, and the scripts in docs. */
class RehearsedTrialTest {
  @TempDir private Path scratch;

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
    int code = line.execute(Stream.of(arguments).map(String::valueOf).toArray(String[]::new));
    return new Seen(code, out.toString(), err.toString());
  }

  private static Seen done(Object... arguments) {
    Seen seen = run(arguments);
    assertEquals(0, seen.code(), seen.err() + seen.out());
    return seen;
  }

  private Path plan(String test) {
    Path plan = scratch.resolve("plan.yaml");
    done(
        "trial",
        "plan",
        "--world",
        "bernoulli",
        "--task",
        "a,b",
        "--policy",
        "good=bernoulli:0.95@2-9",
        "--policy",
        "bad=bernoulli:0.1",
        "--rollouts",
        "20",
        "--test",
        test,
        "--horizon",
        "10",
        "--out",
        plan,
        "--force");
    return plan;
  }

  @Test
  void aSplitSequentialTrialFromPlanToAVerdictByPhrase() throws Exception {
    Path keys = scratch.resolve("keys");
    Path trial = scratch.resolve("trial");
    JsonNode sealed =
        done(
                "trial",
                "seal",
                plan("lai"),
                "--out",
                trial,
                "--keys",
                keys,
                "--split",
                "2/3",
                "--json")
            .json();
    assertEquals(24, sealed.get("phrase").asText().split(" ").length);
    done("trial", "amend", trial, "a lamp was added", "--author", "A. B.");
    done("trial", "run", trial, "--keys", keys, "--shard", "1/2");
    Seen early = run("trial", "merge", trial, "--keys", keys);
    assertEquals(4, early.code(), early.out());
    String command = "pollex trial run " + trial + " --shard 2/2";
    assertTrue(early.out().contains(command), early.out());
    done("trial", "run", trial, "--keys", keys, "--shard", "2/2");
    JsonNode merged = done("trial", "merge", trial, "--keys", keys, "--json").json();
    assertTrue(merged.get("complete").asBoolean());
    assertTrue(merged.get("unused").asInt() > 0, merged.toString());

    assertEquals(3, run("trial", "unseal", trial, "--keys", keys).code());
    List<Path> shares;
    try (Stream<Path> walk = Files.walk(keys)) {
      shares = walk.filter(file -> file.toString().contains("unseal-share")).sorted().toList();
    }
    assertEquals(3, shares.size());
    assertEquals(2, run("trial", "unseal", trial, "--share", shares.get(1)).code());
    JsonNode opened =
        done("trial", "unseal", trial, "--share", shares.get(2), "--share", shares.get(0), "--json")
            .json();
    assertEquals("a_greater", opened.at("/analysis/sequential/0/decision").asText());
    done("trial", "amend", trial, "we looked at the gripper, too");
    Seen report = done("trial", "report", trial);
    assertTrue(report.out().contains("good is better than bad in "), report.out());

    String phrase = sealed.get("phrase").asText();
    String closing = opened.get("closing").asText();
    Seen verdict = done("trial", "verify", trial, "--phrase", phrase, "--closing", closing);
    assertTrue(
        verdict
            .out()
            .endsWith("intact (unsealed), tied to the published seal, closed as published\n"),
        verdict.out());
    assertEquals(4, run("trial", "verify", trial, "--phrase", closing).code());
    assertEquals(2, run("trial", "verify", trial, "--phrase", "zoo zoo").code());
    JsonNode status = done("trial", "status", trial, "--json").json();
    assertTrue(status.get("complete").asBoolean());
  }

  @Test
  void calibrateTakesThePlanAndItsDeclaredRates() throws Exception {
    JsonNode found = done("stats", "calibrate", plan("step"), "--studies", "200", "--json").json();
    assertEquals(0.95, found.at("/rates/0/1").asDouble());
    assertEquals(2, found.get("families").size());
    assertTrue(found.at("/families/0/power").asDouble() > 0.9, found.toString());
    assertTrue(found.get("mean_rollouts").asDouble() < found.get("most_rollouts").asInt());
  }

  @Test
  void thePlanByQuestionsIsThePlanByFlags() {
    String answers = "bernoulli\na, b\ngood=bernoulli:0.9\nbernoulli:0.1\n\n8\nlai\n\n7\n";
    java.io.InputStream before = System.in;
    Path asked = scratch.resolve("asked.yaml");
    try {
      System.setIn(
          new java.io.ByteArrayInputStream(
              answers.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
      done("trial", "plan", "--out", asked, "--name", "same");
    } finally {
      System.setIn(before);
    }
    Path flags = scratch.resolve("flags.yaml");
    done(
        "trial",
        "plan",
        "--out",
        flags,
        "--name",
        "same",
        "--world",
        "bernoulli",
        "--task",
        "a,b",
        "--policy",
        "good=bernoulli:0.9",
        "--policy",
        "bernoulli:0.1",
        "--rollouts",
        "8",
        "--test",
        "lai",
        "--seed",
        "7");
    assertEquals(PlanFile.read(flags), PlanFile.read(asked));
  }

  @Test
  void anOperatorAtATerminalSeesCodesOnlyAndCanTakeThingsBack() throws Exception {
    KeyRing keys = new KeyRing(scratch.resolve("keys"));
    TrialPlan plan =
        new TrialPlan(
            "bench",
            ManualWorld.NAME,
            List.of("stack"),
            List.of(
                new TrialPlan.PlannedPolicy("zebra", "command:run zebra"),
                new TrialPlan.PlannedPolicy("okapi", "command:run okapi")),
            1,
            new TrialPlan.InitialConditions("scenes", 1, List.of()),
            600,
            1,
            30,
            new TrialPlan.Analysis("barnard", 0.05, "holm"),
            new TrialPlan.Conduct(Map.of("stack", List.of("lifted")), null, null),
            null);
    TrialFolder folder =
        new Sealer(new ManualWorld(), PolicyCatalog::open, new SecureRandom(), Clock.systemUTC())
            .seal(plan, List.of(), scratch.resolve("trial"), keys);
    String first = folder.trials().getFirst().code();
    String input =
        "y\ngo\ny it slipped\ny\nretract " + first + " wrong button\ngo\nn\ny\ngo\ny\nn\nclose\n";
    List<String> started = new ArrayList<>();
    StringWriter seen = new StringWriter();
    try (ManualTrials trials = new ManualTrials(folder, () -> Stopping.NEVER, Clock.systemUTC())) {
      assertTrue(
          new OperatorPrompt(
                  trials,
                  started::add,
                  () -> CommandState.RUNNING,
                  () -> {},
                  new BufferedReader(new StringReader(input)),
                  new PrintWriter(seen, true))
              .run());
      List<OperatorEntry> entries = trials.entries();
      assertEquals(4, entries.size());
      assertEquals("it slipped", entries.get(0).text());
      assertEquals(OperatorEntry.Kind.RETRACTION, entries.get(1).kind());
    }
    assertEquals(List.of(first, first, folder.trials().get(1).code()), started);
    assertTrue(seen.toString().contains("was not started"));
    assertFalse(seen.toString().contains("zebra") || seen.toString().contains("okapi"));
    assertTrue(folder.has(TrialFolder.OUTCOMES));
  }

  @Test
  void theSlurmScriptRunsTheShardsOfAnArray() throws Exception {
    Path keys = scratch.resolve("keys");
    Path trial = scratch.resolve("trial");
    done("trial", "seal", plan("barnard"), "--out", trial, "--keys", keys);
    Path script = root().resolve("docs/examples/trial-slurm-array.sh");
    assertEquals(0, shell(Map.of(), "bash", "-n", script.toString()).code());
    Path pollex = scratch.resolve("pollex");
    Files.writeString(
        pollex,
        "#!/bin/sh\nexec '"
            + Path.of(System.getProperty("java.home"), "bin", "java")
            + "' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 org.pollex.cli.Main \"$@\"\n");
    assertTrue(pollex.toFile().setExecutable(true));
    for (int task = 1; task <= 2; task++) {
      Seen seen =
          shell(
              Map.of(
                  "POLLEX",
                  pollex.toString(),
                  "CLASSPATH",
                  System.getProperty("java.class.path"),
                  "SLURM_ARRAY_TASK_ID",
                  "" + task,
                  "SLURM_ARRAY_TASK_COUNT",
                  "2",
                  "SLURM_CPUS_PER_TASK",
                  "2"),
              script.toString(),
              trial.toString(),
              keys.toString());
      assertEquals(0, seen.code(), seen.out());
    }
    assertEquals(80, done("trial", "merge", trial, "--json").json().get("outcomes").asInt());
  }

  @Test
  void theKubernetesJobRunsOneShardPerIndex() throws Exception {
    JsonNode job =
        new YAMLMapper()
            .readTree(Files.readString(root().resolve("docs/examples/trial-kubernetes-job.yaml")));
    assertEquals("Indexed", job.at("/spec/completionMode").asText());
    JsonNode container = job.at("/spec/template/spec/containers/0");
    String shards = container.at("/env/0/value").asText();
    assertEquals(job.at("/spec/completions").asText(), shards);
    for (int index = 0; index < job.at("/spec/completions").asInt(); index++) {
      Seen seen =
          shell(
              Map.of("POLLEX", "echo", "JOB_COMPLETION_INDEX", "" + index, "SHARDS", shards),
              container.at("/command/0").asText(),
              container.at("/command/1").asText(),
              container.at("/args/0").asText());
      assertEquals(
          "trial run /pollex/trial --keys /pollex/keys --shard " + (index + 1) + "/8 --slots 2\n",
          seen.out());
    }
  }

  private static Path root() {
    return Path.of(System.getProperty("pollex.root"));
  }

  private static Seen shell(Map<String, String> environment, String... line) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes());
    process.waitFor(120, TimeUnit.SECONDS);
    return new Seen(process.exitValue(), output, "");
  }
}
