package org.pollex.mujoco;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.pollex.errors.MissingPrerequisiteException;

/**
 * Where the MuJoCo library lies: the very file that the simulation server's Python loads, so that
 * both backends compute the same physics.
 *
 * <p>System property {@code pollex.mujoco} names the file; without it, it is {@code
 * venv/lib/python3.*}{@code /site-packages/mujoco/libmujoco.*} under {@code pollex.home}.
 */
final class LibraryFile {
  static final String PROPERTY = "pollex.mujoco";

  static final String REMEDY =
      """
      Pollex needs MuJoCo %s, from the wheel mujoco==%s in its Python environment.
      The launcher ./pollex prepares that by itself. By hand, from the project's folder:
      python3 sim-bridge/server/bootstrap.py .pollex/venv
      -Dpollex.mujoco=FILE names another libmujoco; docs/MUJOCO.md tells how to add a version."""
          .formatted(String.join(", ", Layout.VERSIONS), Layout.VERSIONS.getLast());

  private LibraryFile() {}

  static Path find() {
    String named = System.getProperty(PROPERTY);
    if (named != null) {
      Path file = Path.of(named).toAbsolutePath();
      if (!Files.isRegularFile(file)) {
        throw new MissingPrerequisiteException(
            "-D" + PROPERTY + " names a file that is not there: " + file, REMEDY);
      }
      return file;
    }
    Path venv = Path.of(System.getProperty("pollex.home", ".pollex"), "venv").toAbsolutePath();
    List<Path> found = new ArrayList<>();
    for (Path python : entries(venv.resolve("lib"), "python3.*")) {
      Path wheel = python.resolve("site-packages").resolve("mujoco");
      found.addAll(entries(wheel, "libmujoco.{so,so.*,*.dylib}"));
    }
    if (found.isEmpty()) {
      throw new MissingPrerequisiteException(
          "there is no MuJoCo library in the Python environment " + venv, REMEDY);
    }
    Collections.sort(found);
    return found.getLast();
  }

  private static List<Path> entries(Path folder, String glob) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, glob)) {
      stream.forEach(entries::add);
    } catch (IOException unreadable) {
      throw new MissingPrerequisiteException(
          "this folder cannot be read: " + folder, REMEDY, unreadable);
    }
    return entries;
  }
}
