package org.pollex.datasets.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.pollex.datasets.episode.Episode;
import org.pollex.hardware.world.StreamSpec;

/**
 * The numbers of an episode that a page plots, in groups that share an axis. Which streams they are
 * is decided by the first episode and holds for the whole page.
 *
 * @param position stream of the end-effector's position, empty if there is none
 * @param groups stream of each plotted group → title, unit and names of its channels
 */
record Channels(String position, Map<String, Group> groups) {
  private static final List<String> POSITIONS =
      List.of("obs/ee_pos", "obs/tcp_pos", "obs/robot0_eef_pos", "obs/eef_pos", "obs/hand_pos");
  private static final List<String> GRIPPERS =
      List.of("obs/gripper", "obs/robot0_gripper_qpos", "obs/gripper_qpos");
  private static final int MOST_CHANNELS = 8;

  /** One plot. */
  record Group(String title, String unit, List<String> channels) {}

  static Channels of(Episode first) {
    List<StreamSpec> specs = first.specs();
    String position = find(specs, POSITIONS, s -> s.shape().equals(List.of(3)));
    Map<String, Group> groups = new LinkedHashMap<>();
    put(groups, specs, position, "end-effector position");
    put(groups, specs, Episode.ACTIONS, "actions");
    put(groups, specs, find(specs, GRIPPERS, s -> s.shape().size() == 1), "gripper");
    put(groups, specs, "rewards", "reward");
    return new Channels(position, groups);
  }

  private static String find(
      List<StreamSpec> specs, List<String> names, Predicate<StreamSpec> fits) {
    for (String name : names) {
      if (specs.stream().anyMatch(s -> s.name().equals(name) && fits.test(s))) {
        return name;
      }
    }
    return "";
  }

  private static void put(
      Map<String, Group> groups, List<StreamSpec> specs, String name, String title) {
    specs.stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .ifPresent(
            spec -> {
              int width = Math.min(MOST_CHANNELS, width(spec));
              List<String> channels = new ArrayList<>();
              for (int i = 0; i < width; i++) {
                channels.add(title.endsWith("position") ? "xyz".substring(i, i + 1) : "" + i);
              }
              groups.put(name, new Group(title, spec.unit(), channels));
            });
  }

  /** Numbers in one row. */
  static int width(StreamSpec spec) {
    return spec.shape().stream().reduce(1, (a, b) -> a * b);
  }
}
