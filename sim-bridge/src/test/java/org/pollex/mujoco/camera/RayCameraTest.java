package org.pollex.mujoco.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pollex.mujoco.MjData;
import org.pollex.mujoco.MjModel;
import org.pollex.mujoco.MjQueries;
import org.pollex.mujoco.MuJoCo;

/** Every ray of the camera meets what MuJoCo's own ray function says that it meets. */
class RayCameraTest {
  private static final String SHAPES =
      """
      <mujoco>
        <asset>
          <hfield name="hills" nrow="9" ncol="7" size=".4 .5 .2 .05"
            elevation="0 1 0 2 0 1 3  0 0 1 0 2 1 0  1 2 3 1 0 2 1  0 0 0 1 2 1 0  1 0 2 0 1 0 2
              0 1 0 2 0 1 3  0 0 1 0 2 1 0  1 2 3 1 0 2 1  0 0 0 1 2 1 0"/>
          <mesh name="wedge" vertex="0 0 0  .3 0 0  0 .3 0  0 0 .3  .2 .2 .2"/>
        </asset>
        <worldbody>
          <geom type="plane" size="3 3 .1"/>
          <geom type="plane" size=".5 .4 .1" pos="0 1.5 1" euler="80 0 0"/>
          <geom type="hfield" hfield="hills" pos="-1 1 0"/>
          <camera name="near" pos="0 -1 .9" xyaxes="1 0 0 0 .5 1" fovy="70"/>
          <camera name="inside" pos="0 0 .6" xyaxes="1 0 0 0 .5 1" fovy="100"/>
          <body pos="0 0 .6"><freejoint/><geom type="ellipsoid" size=".2 .1 .3"/></body>
          <body pos=".5 0 .6"><freejoint/><geom type="capsule" size=".08 .2"/></body>
          <body pos="-.5 0 .6"><freejoint/><geom type="cylinder" size=".1 .15"/></body>
          <body pos=".3 .5 .9"><freejoint/><geom type="box" size=".1 .15 .05"/></body>
          <body pos="-.3 .4 1"><freejoint/><geom type="sphere" size=".12"/></body>
          <body pos=".7 .6 .4"><freejoint/><geom type="mesh" mesh="wedge"/></body>
          <body pos="0 .2 1.2"><freejoint/>
            <geom type="box" size=".3 .3 .3" group="3"/>
            <geom type="box" size=".1 .1 .1" rgba="1 0 0 0"/>
          </body>
        </worldbody>
      </mujoco>
      """;

  @Test
  void everyShapeFromOutsideAndInside() {
    try (MjModel model = MjModel.parse(SHAPES);
        MjData data = model.newData()) {
      for (int moves = 0; moves < 3; moves++) {
        data.step(20);
        data.forward();
        for (int camera = 0; camera < 2; camera++) {
          compare(data, camera, 64, 48);
        }
      }
    }
  }

  @Test
  void threeScenesOfMetaworldWhileTheyMove() throws IOException {
    List<Path> scenes = scenes();
    for (int i : new int[] {0, 8, 19}) {
      moving(scenes.get(i), 80, 60, 2);
    }
  }

  @Tag("long")
  @Test
  void allScenesOfMetaworldWhileTheyMove() throws IOException {
    for (Path scene : scenes()) {
      moving(scene, 160, 120, 3);
    }
  }

  private static void moving(Path scene, int width, int height, int poses) {
    long seed = scene.getFileName().hashCode();
    Random random = new Random(seed);
    try (MjModel model = MjModel.load(scene);
        MjData data = model.newData()) {
      data.forward();
      for (int pose = 0; pose < poses; pose++) {
        for (int i = 0; i < data.qvel().size(); i++) {
          data.qvel().set(i, random.nextGaussian());
        }
        data.step(20);
        data.forward();
        int camera = random.nextInt(model.size("ncam"));
        compare(data, camera, width, height);
      }
    }
  }

  /** The scenes of the installed metaworld package that compile on their own. */
  private static List<Path> scenes() throws IOException {
    Path assets =
        MuJoCo.file().getParent().resolveSibling("metaworld").resolve("assets/sawyer_xyz");
    List<Path> scenes = new ArrayList<>();
    try (Stream<Path> files = Files.list(assets)) {
      files.filter(file -> file.toString().endsWith(".xml")).sorted().forEach(scenes::add);
    }
    return scenes;
  }

  private static void compare(MjData data, int camera, int width, int height) {
    RayScene scene = new RayScene(data.model());
    RayImage image = new RayImage(width, height);
    new RayCamera(scene).take(data, camera, image);

    double[] along = new double[3 * width * height];
    double[] from = image.position;
    for (int i = 0; i < width * height; i++) {
      double x = (i % width - (width - 1) / 2.0) / image.focal();
      double y = ((height - 1) / 2.0 - i / width) / image.focal();
      double length = Math.sqrt(x * x + y * y + 1);
      for (int axis = 0; axis < 3; axis++) {
        double[] r = image.rotation;
        along[3 * i + axis] = (r[3 * axis] * x + r[3 * axis + 1] * y - r[3 * axis + 2]) / length;
      }
    }
    int[] geoms = new int[width * height];
    double[] distances = new double[width * height];
    MjQueries queries = new MjQueries(data);
    queries.rays(from, along, scene.groups(), geoms, distances);

    int ties = 0;
    for (int i = 0; i < geoms.length; i++) {
      double seen = image.distance(i / width, i % width);
      int geom = image.geom(i / width, i % width);
      double expected = distances[i] < 0 ? Double.POSITIVE_INFINITY : distances[i];
      if (!(seen == expected || Math.abs(seen - expected) <= 1e-9)) {
        // mj_multiRay of 3.3.0 leaves out geoms that lie around the direction of its poles (seen
        // in pictures taken straight down); mj_ray, one ray at a time, does not.
        MjQueries.RayHit hit =
            queries.ray(from, Arrays.copyOfRange(along, 3 * i, 3 * i + 3), scene.groups(), -1);
        String where = "pixel " + i / width + ", " + i % width + " of camera " + camera;
        assertEquals(hit.distance(), seen, 1e-9, where);
        assertEquals(hit.geom(), geom, where);
        assertTrue(hit.distance() < expected, where);
      } else {
        ties += geoms[i] == geom ? 0 : 1;
      }
    }
    // Coinciding surfaces are ties: the distance is the same, either geom is right.
    assertTrue(ties < geoms.length / 20, ties + " ties of " + geoms.length);
  }

  @Test
  void depthAndPointsAgree() {
    try (MjModel model = MjModel.parse(SHAPES);
        MjData data = model.newData()) {
      data.forward();
      RayImage image = new RayImage(32, 24);
      new RayCamera(new RayScene(model)).take(data, 0, image);
      double[] point = new double[3];
      int seen = 0;
      for (int row = 0; row < 24; row++) {
        for (int column = 0; column < 32; column++) {
          if (image.geom(row, column) == 0) {
            assertTrue(image.point(row, column, point, 0));
            assertEquals(0, point[2], 1e-9, "the floor lies at z = 0");
            seen++;
          }
        }
      }
      boolean[] floor = new boolean[model.size("ngeom")];
      floor[0] = true;
      assertEquals(3 * seen, image.points(floor).length);
      assertTrue(seen > 50);
    }
  }
}
