package org.pollex.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.mujoco.MuJoCo;

/** What a user of {@code --backend native} sees on a machine that lacks something: exit code 3. */
class NativeExitCodesTest {
  @TempDir private Path folder;

  /** Each case needs a process of its own: a process opens one MuJoCo library at most. */
  private String rollout(int exitCode, String... properties) throws Exception {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1"));
    line.addAll(List.of(properties));
    line.add(Main.class.getName());
    line.addAll(List.of("rollout", "--task", "reach-v3", "--policy", "zero", "--episodes", "1"));
    line.addAll(List.of("--backend", "native"));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = builder.start();
    process.getOutputStream().close();
    String printed = new String(process.getInputStream().readAllBytes());
    assertEquals(exitCode, process.waitFor(), printed);
    return printed;
  }

  @Test
  void withoutTheWheelOfMuJoCo() throws Exception {
    Path installed = MuJoCo.file().getParent().getParent();
    Path python = installed.getParent().getFileName();
    Path packages = Files.createDirectories(folder.resolve("venv/lib").resolve(python));
    packages = Files.createDirectory(packages.resolve("site-packages"));
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(installed, "metaworld*")) {
      for (Path entry : entries) {
        Files.createSymbolicLink(packages.resolve(entry.getFileName()), entry);
      }
    }
    String printed = rollout(3, "-Dpollex.home=" + folder);
    assertTrue(printed.contains("no MuJoCo library"), printed);
    assertTrue(printed.contains("bootstrap.py"), printed);
  }

  @Test
  void withoutTheWheelOfMetaworld() throws Exception {
    Path alone = folder.resolve("mujoco").resolve(MuJoCo.file().getFileName());
    Files.createDirectories(alone.getParent());
    Files.copy(MuJoCo.file(), alone);
    String printed = rollout(3, "-Dpollex.home=" + folder, "-Dpollex.mujoco=" + alone);
    assertTrue(printed.contains("metaworld"), printed);
  }

  @Test
  void withAnotherVersionOfMuJoCo() throws Exception {
    Path newer = compile("int mj_version(void) { return 361; }");
    Path home = Path.of(System.getProperty("pollex.home")).toAbsolutePath();
    String printed = rollout(3, "-Dpollex.home=" + home, "-Dpollex.mujoco=" + newer);
    assertTrue(printed.contains("MuJoCo 3.6.1 was found"), printed);
    assertTrue(printed.contains("3.3.0"), printed);
  }

  private Path compile(String c) throws IOException, InterruptedException {
    boolean compiler =
        List.of(System.getenv("PATH").split(":")).stream()
            .anyMatch(bin -> Files.isExecutable(Path.of(bin, "cc")));
    assumeTrue(compiler, "there is no C compiler here");
    Path source = Files.writeString(folder.resolve("fake.c"), c);
    Path library = folder.resolve("libmujoco.so.3.6.1");
    List<String> line =
        List.of("cc", "-shared", "-fPIC", "-o", library.toString(), source.toString());
    assertEquals(0, new ProcessBuilder(line).inheritIO().start().waitFor());
    return library;
  }
}
