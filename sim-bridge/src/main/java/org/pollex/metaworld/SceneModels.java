package org.pollex.metaworld;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.pollex.errors.MissingPrerequisiteException;
import org.pollex.metaworld.task.TaskSpec;
import org.pollex.mujoco.DoubleArray;
import org.pollex.mujoco.IntArray;
import org.pollex.mujoco.MjModel;

/**
 * The compiled scenes, one per MJCF file, shared by all worlds. Tasks that share a file share its
 * model: 36 models make up the 50 tasks.
 *
 * <p>A scene is compiled once per machine and then loaded from the cache that the simulation server
 * uses too, see {@link CompiledScenes}.
 *
 * <p>Scene files and meshes are read where the {@code metaworld} wheel has them, under the
 * project's Python environment; {@code -Dpollex.metaworld=FOLDER} names another {@code assets}
 * folder.
 */
public final class SceneModels implements AutoCloseable {
  private static final String REMEDY =
      """
      Pollex needs the scene files of the wheel metaworld==3.1.1 in its Python environment.
      The launcher ./pollex prepares that by itself. By hand, from the project's folder:
      python3 sim-bridge/server/bootstrap.py .pollex/venv""";

  private static final int WELD = 1;
  private static final double[] WELD_DATA = {0, 0, 0, 0, 0, 0, -1, 0, 0, 0, 5};

  private final Path assets;
  private final Map<String, MjModel> models = new ConcurrentHashMap<>();

  /**
   * Looks for the scene files.
   *
   * @throws MissingPrerequisiteException when there are none
   */
  public SceneModels() {
    this(find());
  }

  SceneModels(Path assets) {
    this.assets = assets;
  }

  /** Returns the model of a task's scene; compiles it when it is asked for the first time. */
  public MjModel of(TaskSpec task) {
    return models.computeIfAbsent(task.scene(), this::compile);
  }

  private MjModel compile(String scene) {
    MjModel model = CompiledScenes.load(assets.resolve("sawyer_xyz").resolve(scene));
    weldMocap(model);
    return model;
  }

  /** Welds the hand to the mocap body at zero offset, as the package does after loading. */
  private static void weldMocap(MjModel model) {
    IntArray types = model.ints("eq_type");
    DoubleArray data = model.doubles("eq_data");
    for (int i = 0; i < types.size(); i++) {
      if (types.get(i) == WELD) {
        data.write(i * data.columns(), WELD_DATA, 0, WELD_DATA.length);
      }
    }
  }

  private static Path find() {
    String named = System.getProperty("pollex.metaworld");
    if (named != null) {
      Path folder = Path.of(named);
      if (!Files.isDirectory(folder.resolve("sawyer_xyz"))) {
        throw new MissingPrerequisiteException(
            "-Dpollex.metaworld names a folder without scene files: " + folder, REMEDY);
      }
      return folder;
    }
    Path lib =
        Path.of(System.getProperty("pollex.home", ".pollex"), "venv", "lib").toAbsolutePath();
    if (Files.isDirectory(lib)) {
      try (DirectoryStream<Path> pythons = Files.newDirectoryStream(lib, "python3.*")) {
        for (Path python : pythons) {
          Path found = python.resolve("site-packages").resolve("metaworld").resolve("assets");
          if (Files.isDirectory(found.resolve("sawyer_xyz"))) {
            return found;
          }
        }
      } catch (IOException unreadable) {
        throw new MissingPrerequisiteException("cannot read " + lib, REMEDY, unreadable);
      }
    }
    throw new MissingPrerequisiteException("there are no Meta-World scenes under " + lib, REMEDY);
  }

  /** Returns the version of the {@code metaworld} package that the scenes belong to. */
  public String packageVersion() {
    Path packages = assets.toAbsolutePath().getParent().getParent();
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(packages, "metaworld-*.dist-info")) {
      for (Path one : found) {
        String name = one.getFileName().toString();
        return name.substring("metaworld-".length(), name.length() - ".dist-info".length());
      }
    } catch (IOException unreadable) {
      throw new MissingPrerequisiteException("cannot read " + packages, REMEDY, unreadable);
    }
    return "unknown";
  }

  /** Closes all models; their worlds must be closed before. */
  @Override
  public void close() {
    models.values().forEach(MjModel::close);
    models.clear();
  }
}
