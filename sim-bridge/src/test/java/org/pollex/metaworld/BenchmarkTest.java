package org.pollex.metaworld;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pollex.errors.BadInputException;
import org.pollex.metaworld.task.TaskSpec;
import org.pollex.metaworld.task.Tasks;

/** The goals of every benchmark are those of the metaworld package, bit by bit. */
class BenchmarkTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SEED = Long.getLong("pollex.seed", System.nanoTime() & 0xffff_ffffL);

  @Test
  void goalsOfOneSeedAreThePackages() throws IOException {
    compare(List.of("MT10", "ML10"), LongStream.of(SEED));
  }

  @Test
  void goalsOfOneTaskAreThePackages() throws IOException {
    try (Package python = new Package()) {
      for (String task : List.of("sweep-into-v3", "hammer-v3", "box-close-v3")) {
        python.compare("MT1", task, 42);
        python.compare("ML1", task, SEED);
      }
    }
  }

  @Tag("long")
  @Test
  void goalsOfAllBenchmarksAreThePackages() throws IOException {
    long[] drawn = {SEED, SEED ^ 0x5555_5555L, SEED / 3};
    long[] seeds = LongStream.concat(LongStream.range(0, 10), LongStream.of(drawn)).toArray();
    compare(List.copyOf(Benchmark.all().keySet()), LongStream.of(seeds));
    try (Package python = new Package()) {
      for (TaskSpec task : Tasks.all()) {
        for (long seed : seeds) {
          python.compare("MT1", task.id(), seed);
          python.compare("ML1", task.id(), seed);
        }
      }
    }
  }

  @Test
  void unknownNamesAreRefused() {
    assertThrows(BadInputException.class, () -> Benchmark.goals("MT11", "", "train", 0));
    assertThrows(BadInputException.class, () -> Benchmark.goals("MT10", "", "test", 0));
    assertThrows(BadInputException.class, () -> Benchmark.goals("MT1", "reach", "train", 0));
  }

  private static void compare(List<String> benchmarks, LongStream seeds) throws IOException {
    try (Package python = new Package()) {
      for (long seed : seeds.toArray()) {
        for (String benchmark : benchmarks) {
          python.compare(benchmark, "", seed);
        }
      }
    }
  }

  /** The package in a process of its own. */
  private static final class Package implements AutoCloseable {
    private final Process process;
    private final Writer questions;
    private final BufferedReader answers;

    Package() throws IOException {
      String script = Path.of("src", "test", "python", "metaworld_goals.py").toString();
      process =
          new ProcessBuilder(System.getProperty("pollex.python"), script)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      questions = process.outputWriter();
      answers = process.inputReader();
    }

    void compare(String benchmark, String task, long seed) throws IOException {
      questions.write(
          JSON.createObjectNode().put("benchmark", benchmark).put("task", task).put("seed", seed)
              + "\n");
      questions.flush();
      JsonNode answer = JSON.readTree(answers.readLine());
      for (String split : List.of("train", "test")) {
        JsonNode theirs = answer.get(split);
        if (theirs.isEmpty()) {
          continue;
        }
        List<Benchmark.Goal> ours = Benchmark.goals(benchmark, task, split, seed);
        String where = benchmark + " " + task + " " + split + ", seed " + seed;
        assertEquals(theirs.size(), ours.size(), where);
        for (int i = 0; i < ours.size(); i++) {
          assertEquals(theirs.get(i).get(0).asText(), ours.get(i).task(), where);
          assertArrayEquals(
              JSON.convertValue(theirs.get(i).get(1), double[].class),
              ours.get(i).randVec(),
              where + ", goal " + i);
        }
      }
    }

    @Override
    public void close() {
      process.destroy();
    }
  }
}
