package org.pollex.bench.mujoco;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.pollex.bench.ResidentMemory;
import org.pollex.mujoco.MjData;
import org.pollex.mujoco.MjModel;
import org.pollex.mujoco.MuJoCo;

/** Resident memory: of many worlds, after many steps, after opening and closing many. */
final class Memory {
  private static final int WORLDS = 256;
  private static final int MANY = 100_000_000;

  private Memory() {}

  /**
   * Measures.
   *
   * @param light a model whose steps are cheap, for very many of them
   */
  static void measure(Path light) throws IOException {
    Path file = Scenes.reach();
    // One of each first, so that what is kept for ever (code, caches) is there.
    try (MjModel model = MjModel.load(file)) {
      cycle(model, 10);
    }
    double before = ResidentMemory.megabytes();
    try (MjModel model = MjModel.load(file)) {
      double loaded = ResidentMemory.megabytes();
      MjModel[] variants =
          Stream.generate(() -> model.variant("body_pos", "body_quat", "site_pos"))
              .limit(WORLDS)
              .toArray(MjModel[]::new);
      MjData[] worlds = Stream.of(variants).map(MjModel::newData).toArray(MjData[]::new);
      MuJoCo.run(
          () -> {
            for (MjData world : worlds) {
              Physics.steps(world, 0, 50);
            }
          });
      double opened = ResidentMemory.megabytes();
      print("one model", loaded - before);
      print(WORLDS + " worlds of it with places of their own", opened - loaded);
      for (int i = 0; i < WORLDS; i++) {
        worlds[i].close();
        variants[i].close();
      }
      double closed = ResidentMemory.megabytes();
      MuJoCo.run(
          () -> {
            try (MjData world = model.newData()) {
              Physics.steps(world, 0, 300_000);
            }
          });
      print("growth over 300,000 steps", ResidentMemory.megabytes() - closed);
      double cycling = ResidentMemory.megabytes();
      cycle(model, 10_000);
      print("growth over 10,000 worlds opened and closed", ResidentMemory.megabytes() - cycling);
    }
    manySteps(light);
    double models = ResidentMemory.megabytes();
    for (int i = 0; i < 100; i++) {
      MjModel.load(file).close();
    }
    print("growth over 100 models opened and closed", ResidentMemory.megabytes() - models);
  }

  private static void manySteps(Path light) throws IOException {
    try (MjModel model = MjModel.load(light)) {
      cycle(model, 10);
      double before = ResidentMemory.megabytes();
      MuJoCo.run(
          () -> {
            try (MjData world = model.newData()) {
              Physics.steps(world, 0, MANY);
            }
          });
      print(
          "growth over %,d steps of a pendulum".formatted(MANY),
          ResidentMemory.megabytes() - before);
    }
  }

  private static void cycle(MjModel model, int worlds) {
    MuJoCo.run(
        () -> {
          for (int i = 0; i < worlds; i++) {
            try (MjData world = model.newData()) {
              world.step();
            }
          }
        });
  }

  private static void print(String what, double megabytes) {
    System.out.printf(Locale.ROOT, "%-50s %8.1f MB%n", what, megabytes);
  }
}
