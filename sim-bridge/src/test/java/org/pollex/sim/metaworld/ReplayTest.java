package org.pollex.sim.metaworld;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.ActionBatch;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.hardware.world.StepBatch;
import org.pollex.hardware.world.WorldBatch;
import org.pollex.sim.SharedServer;

/** A demonstration gives the same bytes by single steps, by chunks, and in Meta-World itself. */
@ExtendWith(SharedServer.class)
class ReplayTest {
  private static final int[] SLOT = {0};
  private static final int STEPS = 60;
  private static final int CHUNK = 7;

  @ParameterizedTest
  @ValueSource(strings = {"door-open-v3", "coffee-pull-v3", "stick-push-v3", "bin-picking-v3"})
  void replaysAreBitIdentical(String task, Metaworld metaworld) throws Exception {
    InitialCondition goal = metaworld.goals("MT1", task, 42, 1).getFirst();
    List<float[]> actions = new ArrayList<>();
    List<Tensor> recorded = new ArrayList<>();
    try (WorldBatch world = metaworld.open(List.of(task), 1, List.of("state39", "expert_action"))) {
      StepBatch seen = world.reset(SLOT, List.of(goal));
      recorded.add(seen.streams().get("state39").row(0));
      for (int i = 0; i < STEPS; i++) {
        float[] action = seen.streams().get("expert_action").row(0).toFloats();
        for (int j = 0; j < action.length; j++) {
          action[j] = Math.clamp(action[j], -1, 1);
        }
        actions.add(action);
        seen = world.step(ActionBatch.single(SLOT, new float[][] {action}));
        recorded.add(seen.streams().get("state39").row(0));
      }
      assertEquals(recorded, inChunks(world, goal, actions), "by chunks");
    }
    assertEquals(recorded, inPython(goal, actions), "in Python");
  }

  private static List<Tensor> inChunks(
      WorldBatch world, InitialCondition goal, List<float[]> actions) {
    List<Tensor> seen = new ArrayList<>();
    seen.add(world.reset(SLOT, List.of(goal)).streams().get("state39").row(0));
    for (int from = 0; from < actions.size(); from += CHUNK) {
      List<float[]> chunk = actions.subList(from, Math.min(actions.size(), from + CHUNK));
      float[] values = new float[4 * chunk.size()];
      for (int i = 0; i < chunk.size(); i++) {
        System.arraycopy(chunk.get(i), 0, values, 4 * i, 4);
      }
      ActionBatch batch = new ActionBatch(SLOT, chunk.size(), 4, values, new long[1]);
      world.stepChunk(batch, false).forEach(step -> seen.add(step.streams().get("state39").row(0)));
    }
    return seen;
  }

  /** Runs the actions in Meta-World without our server. */
  private static List<Tensor> inPython(InitialCondition goal, List<float[]> actions)
      throws IOException, InterruptedException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode episode = json.createObjectNode().put("task", goal.task());
    ArrayNode parameters = episode.putArray("rand_vec");
    for (double parameter : goal.parameters()) {
      parameters.add(parameter);
    }
    ArrayNode rows = episode.putArray("actions");
    actions.forEach(action -> rows.add(json.valueToTree(action)));
    Process python =
        new ProcessBuilder(
                System.getProperty("pollex.python"),
                Path.of("src", "test", "python", "replay.py").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var in = python.outputWriter()) {
      in.write(json.writeValueAsString(episode));
    }
    List<Tensor> seen = new ArrayList<>();
    try (var out = python.inputReader()) {
      out.lines()
          .map(HexFormat.of()::parseHex)
          .map(bytes -> ByteBuffer.wrap(bytes))
          .map(bytes -> Tensor.wrap(org.pollex.hardware.tensor.DType.F64, new int[] {39}, bytes))
          .forEach(seen::add);
    }
    assertEquals(0, python.waitFor());
    return seen;
  }
}
