package org.pollex.mujoco;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.awt.image.BufferedImage;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import org.pollex.errors.BadInputException;
import org.pollex.errors.MissingPrerequisiteException;

/**
 * MuJoCo's own renderer, into memory: textures, lights and shadows of the model. Shows geom groups
 * 0 to 2 and no sites, as {@code org.pollex.mujoco.camera.RayCamera} does.
 *
 * <p>One thread at a time may use it. Close it before its model.
 */
public final class MjRenderer implements AutoCloseable {
  private static final int FONT_SCALE = 100;
  private static final int MOST_GEOMS = 10_000;
  private static final int MOST_PIXELS = 1 << 24;

  private final MjModel model;
  private final int width;
  private final int height;
  private final Arena arena = Foreign.arena();
  private final MemorySegment scene = struct("mjvScene");
  private final MemorySegment context = struct("mjrContext");
  private final MemorySegment option = struct("mjvOption");
  private final MjStruct camera =
      new MjStruct(Library.get().layout(), "mjvCamera", struct("mjvCamera"));
  private final MemorySegment viewport = struct("mjrRect");
  private final MemorySegment pixels;
  private final GlPlatform.Context gl;

  /**
   * Prepares pictures of a model's worlds.
   *
   * @param width pixels
   * @param height pixels
   * @throws MissingPrerequisiteException where there is no OpenGL, or it is switched off
   */
  public MjRenderer(MjModel model, int width, int height) {
    if (width < 1 || height < 1 || (long) width * height > MOST_PIXELS) {
      throw new BadInputException(
          "a picture of " + width + " x " + height + " pixels was asked for",
          "From 1 x 1 to " + MOST_PIXELS + " pixels in all.");
    }
    this.model = model;
    this.width = width;
    this.height = height;
    pixels = arena.allocate(3L * width * height);
    gl = GlPlatform.get().create();
    Guarded.run(() -> drawing(this::prepare));
  }

  private MemorySegment struct(String name) {
    return arena.allocate(Library.get().struct(name).bytes(), Long.BYTES);
  }

  private void prepare() {
    Layout layout = Library.get().layout();
    call("mjv_defaultScene", scene);
    call("mjr_defaultContext", context);
    call("mjv_defaultOption", option);
    call("mjv_defaultCamera", camera.memory());
    MemorySegment sites = option.asSlice(layout.struct("mjvOption").offset("sitegroup"), 6);
    sites.fill((byte) 0);
    new MjStruct(layout, "mjrRect", viewport).setInt("width", width).setInt("height", height);
    Native.call(
        "mjv_makeScene",
        null,
        new MemoryLayout[] {ADDRESS, ADDRESS, JAVA_INT},
        model.memory(),
        scene,
        MOST_GEOMS);
    Native.call(
        "mjr_makeContext",
        null,
        new MemoryLayout[] {ADDRESS, ADDRESS, JAVA_INT},
        model.memory(),
        context,
        FONT_SCALE);
    Native.call(
        "mjr_resizeOffscreen",
        null,
        new MemoryLayout[] {JAVA_INT, JAVA_INT, ADDRESS},
        width,
        height,
        context);
    Native.call(
        "mjr_setBuffer",
        null,
        new MemoryLayout[] {JAVA_INT, ADDRESS},
        layout.constant("mjFB_OFFSCREEN"),
        context);
  }

  /** Returns what this process draws with. */
  public static OpenGl openGl() {
    try {
      return GlPlatform.get().isSoftware() ? OpenGl.SOFTWARE : OpenGl.GPU;
    } catch (MissingPrerequisiteException none) {
      return OpenGl.NONE;
    }
  }

  /** What OpenGL a process has. */
  public enum OpenGl {
    /** None, or switched off; {@code org.pollex.mujoco.camera.ShadedPicture} needs none. */
    NONE,
    /** Drawn by the processor: a fifth of a second for a picture of a Meta-World scene. */
    SOFTWARE,
    /** Drawn by a GPU. */
    GPU
  }

  /**
   * Takes a picture by a camera of the model.
   *
   * @param data a world of this renderer's model, after {@code forward} or a step
   * @return [height][width] pixels of RGB
   */
  public BufferedImage take(MjData data, int cameraId) {
    int cameras = model.count(MjObject.CAMERA);
    if (cameraId < 0 || cameraId >= cameras) {
      throw new BadInputException(
          "camera " + cameraId + " was asked for",
          "The model has " + cameras + ", counted from 0.");
    }
    camera
        .setInt("type", Library.get().layout().constant("mjCAMERA_FIXED"))
        .setInt("fixedcamid", cameraId);
    data.guarded(() -> drawing(() -> draw(data)));
    return picture();
  }

  private void draw(MjData data) {
    Native.call(
        "mjv_updateScene",
        null,
        new MemoryLayout[] {ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, ADDRESS},
        model.memory(),
        data.memory(),
        option,
        MemorySegment.NULL,
        camera.memory(),
        Library.get().layout().constant("mjCAT_ALL"),
        scene);
    MemoryLayout rectangle = MemoryLayout.structLayout(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    Native.call(
        "mjr_render",
        null,
        new MemoryLayout[] {rectangle, ADDRESS, ADDRESS},
        viewport,
        scene,
        context);
    Native.call(
        "mjr_readPixels",
        null,
        new MemoryLayout[] {ADDRESS, ADDRESS, rectangle, ADDRESS},
        pixels,
        MemorySegment.NULL,
        viewport,
        context);
  }

  /** OpenGL's rows go from the bottom up. */
  private BufferedImage picture() {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        long at = 3L * ((long) (height - 1 - row) * width + column);
        int rgb = 0;
        for (int i = 0; i < 3; i++) {
          rgb = rgb << 8 | pixels.get(JAVA_BYTE, at + i) & 0xFF;
        }
        picture.setRGB(column, row, rgb);
      }
    }
    return picture;
  }

  private void drawing(Runnable body) {
    gl.bind();
    try {
      body.run();
    } finally {
      gl.release();
    }
  }

  private static void call(String function, MemorySegment argument) {
    Native.call(function, null, new MemoryLayout[] {ADDRESS}, argument);
  }

  @Override
  public void close() {
    Guarded.run(
        () -> {
          drawing(
              () -> {
                call("mjr_freeContext", context);
                call("mjv_freeScene", scene);
              });
          gl.free();
        });
    arena.close();
  }
}
