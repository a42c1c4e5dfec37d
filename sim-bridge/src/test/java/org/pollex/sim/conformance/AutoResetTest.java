package org.pollex.sim.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pollex.hardware.safety.ActionGate;
import org.pollex.hardware.safety.SafetyGate;
import org.pollex.hardware.safety.SafetyProfile;
import org.pollex.metaworld.MetaworldEnv;
import org.pollex.metaworld.SceneModels;
import org.pollex.metaworld.task.RewardVersion;
import org.pollex.metaworld.task.TaskSpec;
import org.pollex.metaworld.task.Tasks;
import org.pollex.metaworld.world.GroupWorld;
import org.pollex.mujoco.worlds.BatchMemory;
import org.pollex.mujoco.worlds.StepThreads;
import org.pollex.mujoco.worlds.WorldGroup;
import org.pollex.mujoco.worlds.WorldGroup.AutoReset;
import org.pollex.sim.SharedServer;
import org.pollex.sim.metaworld.Metaworld;
import org.pollex.sim.v1.AutoresetMode;
import org.pollex.sim.v1.CreatePoolRequest;
import org.pollex.sim.v1.StepReply;
import org.pollex.sim.v1.Tensor;

/**
 * Automatic resets mean the same on a server and in this process: which observation comes with
 * which reward and which flag when an episode reaches its horizon, and what follows.
 *
 * <p>(Without automatic resets an ended episode takes no step: a check of every world.)
 */
@ExtendWith(SharedServer.class)
class AutoResetTest {
  private static final String TASK = "drawer-open-v3";
  private static final float ACTION = 0.5f;
  private static final int SLOTS = 2;
  private static final int AFTERWARDS = 6;

  @Test
  void sameStep(Metaworld metaworld) {
    compare(metaworld, AutoresetMode.AUTORESET_SAME_STEP, AutoReset.SAME_STEP);
  }

  @Test
  void nextStep(Metaworld metaworld) {
    compare(metaworld, AutoresetMode.AUTORESET_NEXT_STEP, AutoReset.NEXT_STEP);
  }

  private static void compare(Metaworld metaworld, AutoresetMode there, AutoReset here) {
    ServerSubject server = new ServerConformance(metaworld, TASK).server();
    CreatePoolRequest request =
        OpenPool.request(server).toBuilder()
            .setAutoreset(there)
            .setWantFinalObservation(here == AutoReset.SAME_STEP)
            .build();
    double[] goal =
        server.start().getParametersList().stream().mapToDouble(Double::doubleValue).toArray();
    TaskSpec task = Tasks.of(TASK);
    ActionGate gate =
        SafetyGate.forWorld(SafetyProfile.metaworld(), metaworld.describe().action(), SLOTS, false);
    try (OpenPool pool = OpenPool.create(server, request);
        SceneModels models = new SceneModels();
        Arena arena = Arena.ofShared();
        StepThreads threads = new StepThreads(1, false)) {
      BatchMemory memory =
          BatchMemory.allocate(
              arena, SLOTS, MetaworldEnv.ACTION, MetaworldEnv.OBSERVATION, GroupWorld.INFO);
      try (WorldGroup group =
          new WorldGroup(
              world ->
                  new GroupWorld(
                      new MetaworldEnv(task, models.of(task), RewardVersion.V2, false),
                      List.of(goal),
                      0,
                      false),
              memory,
              arena,
              threads,
              gate,
              here)) {
        pool.reset(1);
        group.reset();
        double[] first = memory.observations().toArray(ValueLayout.JAVA_DOUBLE);
        int horizon = MetaworldEnv.HORIZON;
        int begins = here == AutoReset.SAME_STEP ? horizon : horizon + 1;
        for (int step = 1; step <= horizon + AFTERWARDS; step++) {
          memory.actions().asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer().put(all());
          group.step();
          StepReply reply = server.calls().step(pool.step(step + 1, pool.actions(ACTION)));
          String where = here + ", step " + step;
          double[] seen = memory.observations().toArray(ValueLayout.JAVA_DOUBLE);
          assertArrayEquals(doubles(reply.getStreams(0).getTensor()), seen, where);
          assertArrayEquals(doubles(reply.getReward()), rewards(memory), 1e-12, where);
          boolean ended = step == horizon;
          assertEquals(ended ? BatchMemory.TRUNCATED : 0, memory.flags(0) & BatchMemory.ENDED);
          assertEquals(ended, reply.getTruncated().getData().byteAt(0) != 0, where);
          assertEquals(step == begins, (memory.flags(1) & BatchMemory.RESET) != 0, where);
          if (step == begins) {
            assertArrayEquals(first, seen, where + ": the first observation again");
          } else {
            assertNotEquals(first[0], seen[0], where);
          }
          if (ended && here == AutoReset.SAME_STEP) {
            double[] last = memory.lastObservations().toArray(ValueLayout.JAVA_DOUBLE);
            assertArrayEquals(doubles(reply.getFinal().getStreams(0).getTensor()), last, where);
          }
        }
      }
    }
  }

  private static float[] all() {
    float[] actions = new float[SLOTS * MetaworldEnv.ACTION];
    Arrays.fill(actions, ACTION);
    return actions;
  }

  private static double[] rewards(BatchMemory memory) {
    return memory.rewards().toArray(ValueLayout.JAVA_DOUBLE);
  }

  private static double[] doubles(Tensor tensor) {
    DoubleBuffer numbers =
        tensor.getData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer();
    double[] copy = new double[numbers.remaining()];
    numbers.get(copy);
    return copy;
  }
}
