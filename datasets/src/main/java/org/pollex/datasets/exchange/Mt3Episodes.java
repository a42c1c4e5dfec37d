package org.pollex.datasets.exchange;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.episode.EpisodeMetadata;
import org.pollex.datasets.source.EpisodeSource;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

/**
 * MT3's released demonstrations: one folder each, with {@code demo_eef_twists.npy} (T, 7: linear
 * and angular velocity in the frame of the hand at 30 Hz, then the gripper's next command) as
 * actions, {@code demo_eef_posevecs.npy} (T, 8: x, y, z, quaternion x y z w, gripper) where it is
 * there, the workspace picture, depth, mask, intrinsics and bottleneck pose once per episode, and
 * the task's name as text.
 */
final class Mt3Episodes {
  static final String TWISTS = "demo_eef_twists";
  private static final String POSES = "demo_eef_posevecs";
  private static final String TASK = "task_name.txt";
  private static final double HZ = 30;
  private static final int WIDTH = 7;

  private Mt3Episodes() {}

  /** The demonstrations in a folder, or the folder itself if it is one; empty if there are none. */
  static List<Path> folders(Path folder) {
    if (Files.isRegularFile(folder.resolve(TWISTS + ".npy"))) {
      return List.of(folder);
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(child -> Files.isRegularFile(child.resolve(TWISTS + ".npy")))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw StorageFailure.reading(folder, e);
    }
  }

  static EpisodeSource open(Path folder) {
    List<Path> folders = folders(folder);
    List<String> others = new ArrayList<>();
    for (Path demonstration : folders) {
      files(demonstration).stream()
          .map(f -> f.getFileName().toString())
          .filter(n -> !n.endsWith(".npy") && !n.equals(TASK))
          .forEach(n -> others.add(demonstration.getFileName() + "/" + n));
    }
    return new LoadedSource(
        Optional.empty(), Map.of(), others, folders.size(), i -> read(folders.get(i), i), () -> {});
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw StorageFailure.reading(folder, e);
    }
  }

  private static Episode read(Path folder, int index) {
    Map<String, Tensor> streams = new LinkedHashMap<>();
    Map<String, Tensor> tensors = new TreeMap<>();
    List<StreamSpec> specs = new ArrayList<>();
    String task = folder.getFileName().toString();
    for (Path file : files(folder)) {
      String name = file.getFileName().toString();
      if (name.endsWith(".npy")) {
        String plain = name.substring(0, name.length() - ".npy".length());
        Tensor value = Npy.parse(file.toString(), bytes(file, Bounds.MOST_BYTES));
        switch (plain) {
          case TWISTS -> put(streams, specs, Episode.ACTIONS, value, "vx vy vz wx wy wz gripper");
          case POSES ->
              put(
                  streams,
                  specs,
                  Episode.OBSERVATION + POSES,
                  value,
                  "x y z qx qy qz qw gripper (quaternion XYZW)");
          default -> tensors.put(plain, value);
        }
      } else if (name.equals(TASK)) {
        task = new String(bytes(file, Bounds.MOST_TEXT), StandardCharsets.UTF_8).strip();
      }
    }
    EpisodeMetadata metadata =
        new EpisodeMetadata(
            task, task.replace('_', ' '), index, 0, List.of(), "", 0, HZ, "", Map.of());
    return new Episode(metadata, Optional.empty(), specs, streams, tensors);
  }

  private static void put(
      Map<String, Tensor> streams,
      List<StreamSpec> specs,
      String name,
      Tensor value,
      String layout) {
    List<Integer> row = new ArrayList<>();
    for (int i = 1; i < value.shape().length; i++) {
      row.add(value.shape()[i]);
    }
    streams.put(name, value);
    specs.add(
        new StreamSpec(name, value.dtype(), row, "", "", layout, StreamSpec.Privilege.NONE, false));
  }

  private static byte[] bytes(Path file, long most) {
    try {
      if (Files.size(file) > most) {
        throw Bounds.refused(file + "", "is larger than " + most + " bytes", "smaller files");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw StorageFailure.reading(file, e);
    }
  }

  /** What the folders cannot hold. */
  static List<String> lost(EpisodeSource source) {
    List<String> lost = new ArrayList<>(List.of("seeds, outcomes, filter keys and attributes"));
    for (Episode episode : source) {
      int[] actions = episode.actions().shape();
      if (actions.length != 2 || actions[1] != WIDTH) {
        throw Bounds.refused(
            "actions of " + (actions.length == 2 ? actions[1] : 0) + " numbers",
            "are no twists with a gripper command",
            "7 numbers: velocities in the frame of the hand, then the gripper");
      }
      episode.streams().keySet().stream()
          .filter(n -> !n.equals(Episode.ACTIONS) && !n.equals(Episode.OBSERVATION + POSES))
          .filter(n -> !lost.contains(n))
          .forEach(lost::add);
    }
    return lost;
  }

  static void write(EpisodeSource source, BiConsumer<String, byte[]> out) {
    int k = 0;
    for (Episode episode : source) {
      String folder = "demo_%04d/".formatted(k++);
      out.accept(folder + TWISTS + ".npy", Npy.bytes(episode.actions()));
      Tensor poses = episode.streams().get(Episode.OBSERVATION + POSES);
      if (poses != null) {
        out.accept(folder + POSES + ".npy", Npy.bytes(poses));
      }
      episode
          .tensors()
          .forEach(
              (name, value) ->
                  out.accept(folder + name.replace('/', '_') + ".npy", Npy.bytes(value)));
      out.accept(folder + TASK, episode.metadata().task().getBytes(StandardCharsets.UTF_8));
    }
  }
}
