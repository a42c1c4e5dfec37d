package org.pollex.metaworld.expert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.errors.BadInputException;

/** All 50 experts answer with the bits of Meta-World's own, asked in the same run. */
class ScriptedExpertTest {
  private static final int TASKS = 50;

  @TempDir Path folder;

  @Test
  void everyActionHasTheBitsOfThePythonExpert() throws Exception {
    assertTrue(compare(1, 160, 5) > 50_000);
  }

  @Test
  @Tag("long")
  void everyActionHasTheBitsOfThePythonExpertOnManyGoals() throws Exception {
    assertTrue(compare(4, 250, 10) > 600_000);
  }

  @Test
  void refusesUnknownTasksAndShortObservations() {
    BadInputException unknown =
        assertThrows(BadInputException.class, () -> ScriptedExpert.of("door-opne-v3"));
    assertTrue(unknown.getMessage().contains("door-opne-v3"), unknown.getMessage());
    ScriptedExpert expert = ScriptedExpert.of("door-open-v3");
    assertThrows(BadInputException.class, () -> expert.act(new double[38]));
  }

  /** Returns how many observations of each task, summed over tasks, were compared. */
  private int compare(int goals, int steps, int nearby) throws Exception {
    int seed = RandomGenerator.getDefault().nextInt(1 << 30);
    askPython(seed, goals, steps, nearby);
    assertEquals(TASKS, ScriptedExpert.tasks().size());
    int compared = 0;
    for (String task : ScriptedExpert.tasks()) {
      ScriptedExpert expert = ScriptedExpert.of(task);
      ByteBuffer observations = read(task + ".f64");
      ByteBuffer actions = read(task + ".f32");
      int rows = actions.remaining() / (4 * Float.BYTES);
      for (int row = 0; row < rows; row++) {
        double[] observation = new double[39];
        observations.asDoubleBuffer().get(39 * row, observation);
        float[] expected = new float[4];
        actions.asFloatBuffer().get(4 * row, expected);
        int where = row;
        assertArrayEquals(
            expected, expert.act(observation), () -> task + ", seed " + seed + ", row " + where);
      }
      compared += rows;
    }
    System.out.printf("seed %d: %d actions of %d experts compared%n", seed, compared, TASKS);
    return compared;
  }

  private void askPython(int seed, int goals, int steps, int nearby)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("pollex.python"));
    command.add(Path.of("src", "test", "python", "experts.py").toString());
    command.add(folder.toString());
    for (int argument : new int[] {seed, goals, steps, nearby}) {
      command.add(Integer.toString(argument));
    }
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
  }

  private ByteBuffer read(String name) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(folder.resolve(name))).order(ByteOrder.LITTLE_ENDIAN);
  }
}
