package org.pollex.policies.remote.lbm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.Observation;
import org.pollex.policies.remote.lbm.wire.CameraImage;
import org.pollex.policies.remote.lbm.wire.CameraImageSet;
import org.pollex.policies.remote.lbm.wire.Image;
import org.pollex.policies.remote.lbm.wire.ImageCompression;
import org.pollex.policies.remote.lbm.wire.ImageDtype;
import org.pollex.policies.remote.lbm.wire.MultiarmObservation;

/**
 * A message of the interface as an observation. Streams are named as in lbm_eval's released data:
 * {@code robot__actual__poses__right::panda__xyz} (3, metres), {@code ...__rot_6d} (6), {@code
 * robot__actual__grippers__right::panda_hand} (metres), the same with {@code desired} and {@code
 * left}; an image by its camera's name, [height, width, 3] of uint8, its depth and its labels with
 * {@code _depth} and {@code _label} behind it. For policies of one arm the right one is also there
 * under the house's names: {@code ee_pos}, {@code ee_quat} (wxyz), {@code gripper} (width over 0.1
 * m), and {@code command_pos}, the desired position.
 */
final class LbmObservation {
  /** Width of an open gripper, metres. */
  static final double OPEN = 0.1;

  private static final String DEPTH = "_depth";
  private static final String LABEL = "_label";
  private static final List<String> CAMERAS =
      List.of(
          "scene_right_0",
          "scene_left_0",
          "wrist_left_minus",
          "wrist_left_plus",
          "wrist_right_minus",
          "wrist_right_plus");

  private static final long STEP_NANOS = 100_000_000L;

  private LbmObservation() {}

  /** Where the arms are, and where they are told to be; the former where a message says neither. */
  record Arms(Map<Arm, ArmPose> actual, Map<Arm, ArmPose> desired) {
    static Arms read(MultiarmObservation message) {
      Map<Arm, ArmPose> actual = ArmPose.read(message.getRobot().getActual());
      Map<Arm, ArmPose> desired = ArmPose.read(message.getRobot().getDesired());
      if (actual.isEmpty()) {
        throw new BadInputException(
            "an observation without the pose of an arm",
            "Send 'right::panda', 'left::panda', or both.");
      }
      Map<Arm, ArmPose> told = new TreeMap<>(actual);
      told.putAll(desired);
      return new Arms(actual, told);
    }
  }

  /** Returns the streams that every observation with both arms has. */
  static List<String> streams() {
    List<String> names = new ArrayList<>(List.of("ee_pos", "ee_quat", "gripper", "command_pos"));
    for (String when : List.of("actual", "desired")) {
      for (Arm arm : Arm.values()) {
        names.add(pose(when, arm) + "xyz");
        names.add(pose(when, arm) + "rot_6d");
        names.add(gripper(when, arm));
      }
    }
    return names;
  }

  /** Returns the streams of lbm_eval's cameras; which of them are sent depends on the station. */
  static List<String> images() {
    List<String> names = new ArrayList<>();
    for (String camera : CAMERAS) {
      names.addAll(List.of(camera, camera + DEPTH, camera + LABEL));
    }
    return names;
  }

  private static String pose(String when, Arm arm) {
    return "robot__" + when + "__poses__" + arm.robot() + "__";
  }

  private static String gripper(String when, Arm arm) {
    return "robot__" + when + "__grippers__" + arm.gripper();
  }

  /** Turns a message into an observation. */
  static Observation read(int step, Arms arms, MultiarmObservation message) {
    Map<String, Tensor> streams = new LinkedHashMap<>();
    putArms(streams, "actual", arms.actual());
    putArms(streams, "desired", arms.desired());
    ArmPose right = arms.actual().get(Arm.RIGHT);
    if (right != null) {
      streams.put("ee_pos", Tensor.ofDoubles(right.position(), 3));
      streams.put("ee_quat", Tensor.ofDoubles(Matrices.quaternion(right.rotation()), 4));
      streams.put("gripper", Tensor.ofDoubles(new double[] {right.width() / OPEN}, 1));
      streams.put("command_pos", Tensor.ofDoubles(arms.desired().get(Arm.RIGHT).position(), 3));
    }
    for (CameraImageSet camera : message.getVisuoList()) {
      putImage(streams, camera.getCameraSerial(), camera.hasCameraRgb(), camera.getCameraRgb());
      putImage(
          streams,
          camera.getCameraSerial() + DEPTH,
          camera.hasCameraDepth(),
          camera.getCameraDepth());
      putImage(
          streams,
          camera.getCameraSerial() + LABEL,
          camera.hasCameraLabel(),
          camera.getCameraLabel());
    }
    return new Observation(step, step * STEP_NANOS, streams);
  }

  private static void putArms(Map<String, Tensor> streams, String when, Map<Arm, ArmPose> arms) {
    arms.forEach(
        (arm, pose) -> {
          streams.put(pose(when, arm) + "xyz", Tensor.ofDoubles(pose.position(), 3));
          streams.put(
              pose(when, arm) + "rot_6d", Tensor.ofDoubles(Rotation6d.of(pose.rotation()), 6));
          streams.put(gripper(when, arm), Tensor.ofDoubles(new double[] {pose.width()}, 1));
        });
  }

  private static void putImage(
      Map<String, Tensor> streams, String name, boolean there, CameraImage camera) {
    Image image = camera.getImage();
    if (!there || image.getData().isEmpty()) {
      return;
    }
    if (image.getCompression() != ImageCompression.COMPRESSION_NONE) {
      throw new BadInputException(
          "image " + name + " is compressed (" + image.getCompression() + ")",
          "Send raw images; the interface's own programs do.");
    }
    DType type = image.getDtype() == ImageDtype.DTYPE_UINT8 ? DType.U8 : DType.U16;
    int[] shape =
        image.getChannels() == 1
            ? new int[] {image.getHeight(), image.getWidth()}
            : new int[] {image.getHeight(), image.getWidth(), image.getChannels()};
    long bytes = Arrays.stream(shape).asLongStream().reduce(type.bytes(), (a, b) -> a * b);
    if (bytes != image.getData().size() || Arrays.stream(shape).anyMatch(size -> size < 1)) {
      throw new BadInputException(
          "image %s of %s and type %s holds %d bytes"
              .formatted(name, Arrays.toString(shape), image.getDtype(), image.getData().size()),
          "Send height × width × channels elements.");
    }
    streams.put(name, Tensor.wrap(type, shape, image.getData().asReadOnlyByteBuffer()));
  }
}
