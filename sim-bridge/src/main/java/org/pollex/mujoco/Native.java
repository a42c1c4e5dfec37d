package org.pollex.mujoco;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.pollex.mujoco.Library.POINTER;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * MuJoCo's C functions that are called often, with their C signatures.
 *
 * <p>Every handle is a constant, and so is one inside a record that is a constant: the JIT compiler
 * turns each call into a plain C call. Callers have checked all arguments, and pass memory as
 * segments, so that memory that was given back, or is given back during the call, is an exception.
 */
final class Native {
  static final OnData STEP = onData("mj_step");
  static final OnData FORWARD = onData("mj_forward");
  static final OnData INVERSE = onData("mj_inverse");
  static final OnData KINEMATICS = onData("mj_kinematics");
  static final OnData COM_POS = onData("mj_comPos");
  static final OnData CAM_LIGHT = onData("mj_camlight");
  static final OnData RNE_POST_CONSTRAINT = onData("mj_rnePostConstraint");
  static final OnData RESET_DATA = onData("mj_resetData");

  private static final MethodHandle RESET_KEYFRAME =
      function("mj_resetDataKeyframe", null, POINTER, POINTER, JAVA_INT);
  private static final MethodHandle GET_STATE =
      function("mj_getState", null, POINTER, POINTER, POINTER, JAVA_INT);
  private static final MethodHandle SET_STATE =
      function("mj_setState", null, POINTER, POINTER, POINTER, JAVA_INT);
  private static final MethodHandle CONTACT_FORCE =
      function("mj_contactForce", null, POINTER, POINTER, JAVA_INT, POINTER);
  private static final MethodHandle FULL_INERTIA =
      function("mj_fullM", null, POINTER, POINTER, POINTER);
  private static final MethodHandle RAY_HEIGHT_FIELD =
      function("mj_rayHfield", JAVA_DOUBLE, POINTER, POINTER, JAVA_INT, POINTER, POINTER);
  private static final MethodHandle RAY =
      function(
          "mj_ray",
          JAVA_DOUBLE,
          POINTER,
          POINTER,
          POINTER,
          POINTER,
          POINTER,
          JAVA_BYTE,
          JAVA_INT,
          POINTER);
  private static final MethodHandle MULTI_RAY =
      function(
          "mj_multiRay",
          null,
          POINTER,
          POINTER,
          POINTER,
          POINTER,
          POINTER,
          JAVA_BYTE,
          JAVA_INT,
          POINTER,
          POINTER,
          JAVA_INT,
          JAVA_DOUBLE);

  /** Handles of {@link #call}, by function; each function has one signature. */
  private static final Map<String, MethodHandle> SELDOM = new ConcurrentHashMap<>();

  private Native() {}

  /** A function {@code void f(const mjModel*, mjData*)}. */
  record OnData(MethodHandle handle) {
    void call(MemorySegment model, MemorySegment data) {
      try {
        handle.invokeExact(model, data);
      } catch (Throwable thrown) {
        throw unexpected(thrown);
      }
    }
  }

  /** A function {@code void f(const mjModel*, mjData*, mjtNum* jacp, mjtNum* jacr, int id)}. */
  record Jacobian(MethodHandle handle) {
    static final Jacobian BODY = of("mj_jacBody");
    static final Jacobian BODY_COM = of("mj_jacBodyCom");
    static final Jacobian GEOM = of("mj_jacGeom");
    static final Jacobian SITE = of("mj_jacSite");

    private static Jacobian of(String name) {
      return new Jacobian(function(name, null, POINTER, POINTER, POINTER, POINTER, JAVA_INT));
    }

    void call(
        MemorySegment model, MemorySegment data, MemorySegment jacp, MemorySegment jacr, int id) {
      try {
        handle.invokeExact(model, data, jacp, jacr, id);
      } catch (Throwable thrown) {
        throw unexpected(thrown);
      }
    }
  }

  static void resetKeyframe(MemorySegment model, MemorySegment data, int key) {
    try {
      RESET_KEYFRAME.invokeExact(model, data, key);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  static void getState(MemorySegment model, MemorySegment data, MemorySegment state, int parts) {
    try {
      GET_STATE.invokeExact(model, data, state, parts);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  static void setState(MemorySegment model, MemorySegment data, MemorySegment state, int parts) {
    try {
      SET_STATE.invokeExact(model, data, state, parts);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  static void contactForce(
      MemorySegment model, MemorySegment data, int contact, MemorySegment force) {
    try {
      CONTACT_FORCE.invokeExact(model, data, contact, force);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  static void fullInertia(MemorySegment model, MemorySegment dense, MemorySegment sparse) {
    try {
      FULL_INERTIA.invokeExact(model, dense, sparse);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  static double rayHeightField(
      MemorySegment model,
      MemorySegment data,
      int geom,
      MemorySegment start,
      MemorySegment direction) {
    try {
      return (double) RAY_HEIGHT_FIELD.invokeExact(model, data, geom, start, direction);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  static double ray(
      MemorySegment model,
      MemorySegment data,
      MemorySegment start,
      MemorySegment direction,
      MemorySegment groups,
      boolean fixed,
      int excludedBody,
      MemorySegment geom) {
    try {
      return (double)
          RAY.invokeExact(
              model, data, start, direction, groups, (byte) (fixed ? 1 : 0), excludedBody, geom);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  static void multiRay(
      MemorySegment model,
      MemorySegment data,
      MemorySegment start,
      MemorySegment directions,
      MemorySegment groups,
      boolean fixed,
      int excludedBody,
      MemorySegment geoms,
      MemorySegment distances,
      int rays,
      double cutoff) {
    try {
      MULTI_RAY.invokeExact(
          model,
          data,
          start,
          directions,
          groups,
          (byte) (fixed ? 1 : 0),
          excludedBody,
          geoms,
          distances,
          rays,
          cutoff);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  /** Calls a function that is called seldom; boxes everything. */
  static Object call(
      String name, MemoryLayout result, MemoryLayout[] signature, Object... arguments) {
    try {
      return SELDOM
          .computeIfAbsent(name, key -> function(key, result, signature))
          .invokeWithArguments(arguments);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  private static OnData onData(String name) {
    return new OnData(function(name, null, POINTER, POINTER));
  }

  private static MethodHandle function(
      String name, MemoryLayout result, MemoryLayout... arguments) {
    return Library.get().function(name, result, arguments);
  }

  /** Method handles declare Throwable; C functions throw nothing but what the linker throws. */
  static RuntimeException unexpected(Throwable thrown) {
    if (thrown instanceof RuntimeException unchecked) {
      return unchecked;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    return new IllegalStateException(thrown);
  }
}
