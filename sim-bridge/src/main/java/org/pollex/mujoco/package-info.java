/**
 * MuJoCo inside this process, through {@code java.lang.foreign}: the very library file that the
 * simulation server's Python loads.
 *
 * <p>{@link org.pollex.mujoco.MjSpec} reads, edits and compiles models; a {@link
 * org.pollex.mujoco.MjModel} is shared by all its worlds; a {@link org.pollex.mujoco.MjData} is one
 * world. Their arrays are MuJoCo's own memory behind {@link org.pollex.mujoco.DoubleArray}, checked
 * for bounds and for life. Everything is closed by try-with-resources.
 *
 * <pre>{@code
 * try (MjModel model = MjModel.load(Path.of("scene.xml"));
 *     MjData data = model.newData()) {
 *   data.ctrl().set(0, 0.5);
 *   data.step(5);
 *   double height = data.xpos().get(model.id(MjObject.BODY, "hand"), 2);
 * }
 * }</pre>
 *
 * <p>Nothing here knows an offset or a size of a C struct: they come from a table that is generated
 * from MuJoCo's headers, chosen by the library's version and checked when the library is opened
 * (docs/MUJOCO.md). A fatal error of MuJoCo costs one world and one parked thread, never the
 * process: see {@link org.pollex.mujoco.MjThread}.
 */
package org.pollex.mujoco;
