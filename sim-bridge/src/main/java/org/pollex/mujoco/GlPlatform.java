package org.pollex.mujoco;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.pollex.errors.MissingPrerequisiteException;

/** What makes OpenGL contexts without a window, which MuJoCo's renderer draws with. */
sealed interface GlPlatform permits Egl, OsMesa {
  /** Makes a context. */
  Context create();

  /** Returns true when the processor draws, not a GPU. */
  boolean isSoftware();

  /** An OpenGL context. */
  interface Context {
    /** Makes this the calling thread's context, until {@link #release}. */
    void bind();

    /** Leaves the calling thread without a context. */
    void release();

    /** Frees the context; it must not be bound. */
    void free();
  }

  /**
   * Returns this process's platform.
   *
   * @throws MissingPrerequisiteException when there is none, or rendering is switched off
   */
  static GlPlatform get() {
    return Process.get();
  }

  /**
   * The platform of this process. There is one, because MuJoCo does not ask us whose OpenGL to call
   * but looks at what the process has loaded: that of the environment variable {@code MUJOCO_GL}
   * (as for MuJoCo's Python package: {@code egl, osmesa, disable}), else EGL where it can make a
   * context, else OSMesa.
   */
  final class Process {
    private static final String VARIABLE = "MUJOCO_GL";
    private static final Map<String, Supplier<GlPlatform>> ALL =
        Map.of("egl", Egl::open, "osmesa", OsMesa::open);

    private static GlPlatform chosen;
    private static String refusal;

    private Process() {}

    private static synchronized GlPlatform get() {
      if (chosen == null && refusal == null) {
        decide(System.getenv().getOrDefault(VARIABLE, "").toLowerCase(Locale.ROOT));
      }
      if (chosen == null) {
        throw new MissingPrerequisiteException(
            "MuJoCo cannot render here: " + refusal,
            "Install Debian's libosmesa6, or a driver with EGL; "
                + VARIABLE
                + " chooses egl, osmesa or disable.");
      }
      return chosen;
    }

    private static void decide(String wish) {
      List<String> candidates =
          switch (wish) {
            case "" -> List.of("egl", "osmesa");
            case "egl", "osmesa" -> List.of(wish);
            default -> List.of();
          };
      List<String> reasons = new ArrayList<>();
      for (String candidate : candidates) {
        try {
          chosen = ALL.get(candidate).get();
          return;
        } catch (MissingPrerequisiteException unusable) {
          reasons.add(unusable.getMessage());
        }
      }
      refusal =
          candidates.isEmpty()
              ? VARIABLE + "=" + wish + " switches it off"
              : String.join("; ", reasons);
    }
  }
}
