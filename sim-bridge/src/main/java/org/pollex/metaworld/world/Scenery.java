package org.pollex.metaworld.world;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pollex.hardware.geometry.Box;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.metaworld.Benchmark;
import org.pollex.metaworld.MetaworldEnv;
import org.pollex.metaworld.task.TaskSpec;
import org.pollex.metaworld.task.Tasks;
import org.pollex.mujoco.MjModel;
import org.pollex.mujoco.MjObject;
import org.pollex.sim.client.CatalogEntry;

/**
 * What a task's scene means to people, and which body is which.
 *
 * @param task the task's id
 * @param instruction one imperative sentence for a robot
 * @param description what happens
 * @param moved the part that success is about: a body, or {@code joint:NAME} of one without name
 * @param joint that part's joint, or empty
 * @param target top-level body that carries it
 * @param fixture top-level body that shows where the goal is, or empty
 * @param success when the task counts as done
 * @param difficulty {@code easy} to {@code very hard}
 * @param goalKind {@code independent}, {@code fixture_derived} or {@code constant}
 * @param fixtureTask whether one fixture is all that moves between episodes
 * @param goalVisible whether visible geometry shows where the goal is
 */
record Scenery(
    String task,
    String instruction,
    String description,
    String moved,
    String joint,
    String target,
    String fixture,
    String success,
    String difficulty,
    String goalKind,
    boolean fixtureTask,
    boolean goalVisible) {

  private static final String JOINT = "joint:";
  private static final List<String> PARAMETERS =
      List.of("object_x", "object_y", "object_z", "goal_x", "goal_y", "goal_z");

  private static final Map<String, Scenery> ALL = read();

  static Scenery of(String task) {
    return ALL.get(task);
  }

  /** The body of the moved part. */
  int movedBody(MjModel model) {
    if (moved.startsWith(JOINT)) {
      int joint = model.id(MjObject.JOINT, moved.substring(JOINT.length()));
      return model.ints("jnt_bodyid").get(joint);
    }
    return model.id(MjObject.BODY, moved);
  }

  /** The task's entry in the catalogue, the same as a server's but for the scene's hash. */
  CatalogEntry entry(int index) {
    TaskSpec own = Tasks.of(task);
    String name = moved.startsWith(JOINT) ? moved.substring(JOINT.length()) : moved;
    return new CatalogEntry(
        task,
        index,
        description,
        instruction,
        MetaworldEnv.HORIZON,
        new Box(vector(own.commandLow()), vector(own.commandHigh())),
        parameters(own),
        own.separation(),
        goalKind,
        fixtureTask,
        goalVisible,
        moved.startsWith(JOINT) ? "" : moved,
        joint,
        target,
        fixture,
        List.of(name, fixture, "goal"),
        success,
        true,
        difficulty,
        memberships(),
        "");
  }

  private static List<CatalogEntry.Parameter> parameters(TaskSpec task) {
    List<CatalogEntry.Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < task.randLow().length; i++) {
      String name = PARAMETERS.get(i);
      parameters.add(new CatalogEntry.Parameter(name, task.randLow()[i], task.randHigh()[i], "m"));
    }
    return parameters;
  }

  private List<CatalogEntry.Membership> memberships() {
    List<CatalogEntry.Membership> found = new ArrayList<>();
    Benchmark.all()
        .forEach(
            (name, splits) ->
                List.of("train", "test")
                    .forEach(
                        split -> {
                          int index = splits.getOrDefault(split, List.of()).indexOf(task);
                          if (index >= 0) {
                            found.add(new CatalogEntry.Membership(name, split, index));
                          }
                        }));
    return found;
  }

  private static Vec3 vector(double[] xyz) {
    return new Vec3(xyz[0], xyz[1], xyz[2]);
  }

  private static Map<String, Scenery> read() {
    Map<String, Scenery> all = new LinkedHashMap<>();
    try (InputStream table = Scenery.class.getResourceAsStream("scenery.tsv");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t"))
          .map(Scenery::of)
          .forEach(scenery -> all.put(scenery.task(), scenery));
      return all;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Scenery of(String[] c) {
    return new Scenery(
        c[0],
        c[1],
        c[2],
        c[3],
        orEmpty(c[4]),
        c[5],
        orEmpty(c[6]),
        c[7],
        c[8],
        c[9],
        Boolean.parseBoolean(c[10]),
        Boolean.parseBoolean(c[11]));
  }

  private static String orEmpty(String cell) {
    return cell.equals("-") ? "" : cell;
  }
}
