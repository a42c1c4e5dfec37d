package org.pollex.bench.mujoco;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pollex.mujoco.MjData;
import org.pollex.mujoco.MjModel;
import org.pollex.mujoco.MjQueries;
import org.pollex.mujoco.MuJoCo;
import org.pollex.mujoco.camera.RayCamera;
import org.pollex.mujoco.camera.RayImage;
import org.pollex.mujoco.camera.RayScene;

/** Depth and segmentation of Meta-World scenes: our ray camera beside mj_multiRay. */
final class Cameras {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int WIDTH = 160;
  private static final int HEIGHT = 120;

  private Cameras() {}

  static void measure(int rounds) {
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    MuJoCo.run(
        () -> {
          for (Path scene : Scenes.all()) {
            try (MjModel model = MjModel.load(scene);
                MjData data = model.newData()) {
              data.forward();
              pictures(data, rounds, ours, theirs);
            }
          }
        });
    System.out.printf(
        Locale.ROOT,
        "Depth and segmentation %d x %d, CPU ms a picture, %d scenes, cameras corner and corner2:"
            + " median %.2f, slowest %.2f; mj_multiRay %.2f, %.2f%n",
        WIDTH,
        HEIGHT,
        Scenes.all().size(),
        Physics.median(ours),
        ours.stream().max(Double::compare).orElseThrow(),
        Physics.median(theirs),
        theirs.stream().max(Double::compare).orElseThrow());
  }

  private static void pictures(MjData data, int rounds, List<Double> ours, List<Double> theirs) {
    RayScene scene = new RayScene(data.model());
    RayCamera camera = new RayCamera(scene);
    RayImage image = new RayImage(WIDTH, HEIGHT);
    for (int id = 1; id <= 2; id++) {
      List<Double> own = new ArrayList<>();
      List<Double> rays = new ArrayList<>();
      double[] from = data.doubles("cam_xpos").toArray();
      double[] along = directions(data, id);
      int[] geoms = new int[WIDTH * HEIGHT];
      double[] distances = new double[WIDTH * HEIGHT];
      MjQueries queries = new MjQueries(data);
      double[] position = {from[3 * id], from[3 * id + 1], from[3 * id + 2]};
      for (int round = -2; round < rounds; round++) {
        long start = THREADS.getCurrentThreadCpuTime();
        camera.take(data, id, image);
        long middle = THREADS.getCurrentThreadCpuTime();
        queries.rays(position, along, scene.groups(), geoms, distances);
        long end = THREADS.getCurrentThreadCpuTime();
        if (round >= 0) {
          own.add(1e-6 * (middle - start));
          rays.add(1e-6 * (end - middle));
        }
      }
      ours.add(Physics.median(own));
      theirs.add(Physics.median(rays));
    }
  }

  private static double[] directions(MjData data, int camera) {
    double focal =
        HEIGHT / 2.0 / Math.tan(Math.toRadians(data.model().doubles("cam_fovy").get(camera)) / 2);
    double[] along = new double[3 * WIDTH * HEIGHT];
    double[] frame = new double[9];
    data.doubles("cam_xmat").readRow(camera, frame, 0);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      double x = (i % WIDTH - (WIDTH - 1) / 2.0) / focal;
      double y = ((HEIGHT - 1) / 2.0 - i / WIDTH) / focal;
      double length = Math.sqrt(x * x + y * y + 1);
      for (int axis = 0; axis < 3; axis++) {
        along[3 * i + axis] =
            (frame[3 * axis] * x + frame[3 * axis + 1] * y - frame[3 * axis + 2]) / length;
      }
    }
    return along;
  }
}
