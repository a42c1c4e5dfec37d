package org.pollex.bench.metaworld;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.pollex.mujoco.MuJoCo;

/** A loop in C over MuJoCo's calls, compiled here against the library that we load ourselves. */
final class PhysicsLoop implements Contestant {
  private final Programs programs;
  private final Path folder;
  private final Path actions;
  private final int threads;
  private final Path program;

  PhysicsLoop(Programs programs, Path folder, Path actions, int threads) {
    this.programs = programs;
    this.folder = folder;
    this.actions = actions;
    this.threads = threads;
    program = folder.resolve("mujoco_loop");
    Path library = MuJoCo.file().toAbsolutePath();
    Programs.run(
        List.of(
            "cc",
            "-O2",
            "-I" + library.resolveSibling("include"),
            "-o",
            program.toString(),
            programs.peer("mujoco_loop.c").toString(),
            library.toString(),
            "-lpthread",
            "-Wl,-rpath," + library.getParent()));
  }

  @Override
  public String name() {
    return "physics alone, in C";
  }

  @Override
  public Figure measure(String task, int environments, int steps) {
    Path model = folder.resolve(task + ".mjb");
    Path state = folder.resolve(task + ".state");
    if (!Files.exists(state)) {
      Programs.run(
          List.of(
              programs.python().toString(),
              "-W",
              "ignore",
              programs.peer("metaworld_model.py").toString(),
              task,
              model.toString(),
              state.toString()));
    }
    return Figure.of(
        Programs.lastLine(
            Programs.run(
                List.of(
                    program.toString(),
                    model.toString(),
                    state.toString(),
                    actions.toString(),
                    Integer.toString(threads),
                    Integer.toString(environments),
                    Integer.toString(steps)))));
  }

  @Override
  public void close() {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.{mjb,state}")) {
      for (Path file : files) {
        Files.delete(file);
      }
      Files.delete(program);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
