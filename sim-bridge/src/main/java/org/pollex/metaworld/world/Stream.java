package org.pollex.metaworld.world;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.world.StreamSpec;
import org.pollex.hardware.world.StreamSpec.Privilege;
import org.pollex.metaworld.scene.Frame;
import org.pollex.metaworld.scene.Vec3;
import org.pollex.mujoco.DoubleArray;

/**
 * The named streams of a slot that are read from its present state; names, shapes and meanings are
 * those of the simulation server. Clouds are apart, see {@link Clouds}.
 */
enum Stream {
  STATE39(39, "mixed", "world", "the benchmark's own observation (quaternion MIXED)", 2) {
    @Override
    void read(Slot slot, ByteBuffer row) {
      put(row, slot.state39);
    }
  },
  EE_POS(3, "m", "world", "x y z", 0) {
    @Override
    void read(Slot slot, ByteBuffer row) {
      put(row, slot.hand);
    }
  },
  EE_QUAT(4, "1", "world", "w x y z (quaternion WXYZ)", 0) {
    @Override
    void read(Slot slot, ByteBuffer row) {
      put(row, slot.data().xquat(), slot.hand.id());
    }
  },
  TCP_POS(3, "m", "world", "x y z", 0) {
    @Override
    void read(Slot slot, ByteBuffer row) {
      Frame left = slot.leftTip;
      Frame right = slot.rightTip;
      row.putDouble((right.x() + left.x()) / 2);
      row.putDouble((right.y() + left.y()) / 2);
      row.putDouble((right.z() + left.z()) / 2);
    }
  },
  GRIPPER(1, "1", "", "finger distance / 0.1 m: 1 open, 0.29 closed", 0) {
    @Override
    void read(Slot slot, ByteBuffer row) {
      row.putDouble(slot.state39[3]);
    }
  },
  COMMAND_POS(3, "m", "world", "x y z", 0) {
    @Override
    void read(Slot slot, ByteBuffer row) {
      put(row, slot.data().mocapPos(), 0);
    }
  },
  ARM_QPOS(7, "rad", "", "right_j0 right_j1 right_j2 right_j3 right_j4 right_j5 right_j6", 0) {
    @Override
    void read(Slot slot, ByteBuffer row) {
      for (int address : slot.armAddresses) {
        row.putDouble(slot.data().qpos().get(address));
      }
    }
  },
  GOAL(3, "m", "world", "x y z", 1) {
    @Override
    void read(Slot slot, ByteBuffer row) {
      put(row, slot.env.goal());
    }
  },
  EXPERT_ACTION(4, "1", "", "dx dy dz gripper", 2) {
    @Override
    void read(Slot slot, ByteBuffer row) {
      for (float number : slot.expertAction()) {
        row.putFloat(number);
      }
    }
  },
  INFO(
      7,
      "mixed",
      "",
      "success near_object grasp_success grasp_reward in_place_reward obj_to_target"
          + " unscaled_reward",
      2) {
    @Override
    void read(Slot slot, ByteBuffer row) {
      double[] info = new double[7];
      slot.env.info().write(info, 0);
      put(row, info);
    }
  },
  INTEGRATION_STATE(
      -1,
      "mixed",
      "",
      "MuJoCo's mjSTATE_INTEGRATION, zero-padded to the longest of the pool's tasks",
      2) {
    @Override
    void read(Slot slot, ByteBuffer row) {
      slot.data().saveState(slot.integrationState);
      put(row, slot.integrationState);
    }
  },
  PREV_OBS(18, "mixed", "world", "frame that the next state39 stacks", 2) {
    @Override
    void read(Slot slot, ByteBuffer row) {
      put(row, slot.env.previousFrame());
    }
  },
  // The last to be read: when an episode begins it renews the kinematics, which some tasks leave
  // stale, and which the other streams show as the benchmark leaves them.
  OBJECT_POSES(21, "m m m 1 1 1 1", "world", "x y z qw qx qy qz (quaternion WXYZ)", 2) {
    @Override
    void read(Slot slot, ByteBuffer row) {
      if (slot.env.steps() == 0) {
        slot.data().kinematics();
      }
      pose(slot, slot.movedBody, row);
      pose(slot, slot.fixtureBody, row);
      put(row, slot.env.goal());
      put(row, new double[] {1, 0, 0, 0});
    }
  };

  /** The order in which a world offers its streams. */
  private static final List<Stream> OFFERED =
      List.of(
          STATE39,
          EE_POS,
          EE_QUAT,
          TCP_POS,
          GRIPPER,
          COMMAND_POS,
          ARM_QPOS,
          GOAL,
          OBJECT_POSES,
          EXPERT_ACTION,
          INFO,
          INTEGRATION_STATE,
          PREV_OBS);

  private final int numbers;
  private final String unit;
  private final String frame;
  private final String layout;
  private final Privilege privilege;

  Stream(int numbers, String unit, String frame, String layout, int privilege) {
    this.numbers = numbers;
    this.unit = unit;
    this.frame = frame;
    this.layout = layout;
    this.privilege = Privilege.values()[privilege];
  }

  /** Writes a slot's numbers into a row; what it does not write stays zero. */
  abstract void read(Slot slot, ByteBuffer row);

  static List<Stream> offered() {
    return OFFERED;
  }

  /** The name that policies and files know. */
  String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  DType dtype() {
    return this == EXPERT_ACTION ? DType.F32 : DType.F64;
  }

  /** The shape of one row; {@code stateSize} is that of the longest integration state. */
  List<Integer> shape(int stateSize) {
    List<Integer> shape = new ArrayList<>();
    if (this == OBJECT_POSES) {
      shape.add(3);
      shape.add(7);
    } else {
      shape.add(this == INTEGRATION_STATE ? stateSize : numbers);
    }
    return shape;
  }

  StreamSpec spec(int stateSize) {
    return new StreamSpec(
        label(), dtype(), shape(stateSize), unit, frame, layout, privilege, false);
  }

  private static void pose(Slot slot, int body, ByteBuffer row) {
    if (body < 0) {
      for (int i = 0; i < 7; i++) {
        row.putDouble(Double.NaN);
      }
      return;
    }
    put(row, slot.data().xpos(), body);
    put(row, slot.data().xquat(), body);
  }

  private static void put(ByteBuffer row, double[] values) {
    for (double value : values) {
      row.putDouble(value);
    }
  }

  private static void put(ByteBuffer row, Frame frame) {
    row.putDouble(frame.x());
    row.putDouble(frame.y());
    row.putDouble(frame.z());
  }

  private static void put(ByteBuffer row, Vec3 point) {
    row.putDouble(point.x);
    row.putDouble(point.y);
    row.putDouble(point.z);
  }

  private static void put(ByteBuffer row, DoubleArray table, int index) {
    for (int i = 0; i < table.columns(); i++) {
      row.putDouble(table.get(index, i));
    }
  }
}
