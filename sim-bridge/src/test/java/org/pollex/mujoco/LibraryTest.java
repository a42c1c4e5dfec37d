package org.pollex.mujoco;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.errors.MissingPrerequisiteException;

/** A library that is missing, foreign or of another version is refused before it is used. */
class LibraryTest {
  @TempDir private Path folder;

  @Test
  void theInstalledLibraryPasses() {
    assertEquals("3.3.0", MuJoCo.require());
    assertTrue(Files.isRegularFile(MuJoCo.file()));
  }

  @Test
  void filesThatAreNoLibraryAreRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("libmujoco.so.3.3.0"), "no library");
    MissingPrerequisiteException refused =
        assertThrows(MissingPrerequisiteException.class, () -> Library.open(text));
    assertEquals(3, refused.exitCode());
    assertTrue(refused.getMessage().contains(text.toString()), refused.getMessage());
    assertThrows(
        MissingPrerequisiteException.class, () -> Library.open(folder.resolve("absent.so")));
  }

  @Test
  void anotherVersionIsRefusedByName() throws IOException, InterruptedException {
    Path newer = compile("int mj_version(void) { return 361; }");
    MissingPrerequisiteException refused =
        assertThrows(MissingPrerequisiteException.class, () -> Library.open(newer));
    assertTrue(refused.getMessage().contains("MuJoCo 3.6.1 was found"), refused.getMessage());
    assertTrue(refused.getMessage().contains("3.3.0"), refused.getMessage());
    Path foreign = compile("int other(void) { return 1; }");
    assertThrows(MissingPrerequisiteException.class, () -> Library.open(foreign));
  }

  @Test
  void theTableOfLayoutsIsWhatTheHeadersGive() throws IOException, InterruptedException {
    Path generator =
        Path.of(System.getProperty("pollex.root", ".."), "sim-bridge/mujoco/GenerateLayout.java");
    Path include = MuJoCo.file().resolveSibling("include");
    assumeTrue(Files.isDirectory(include) && Files.isRegularFile(generator));
    Path table = folder.resolve("table.tsv");
    run(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            generator.toString(),
            include.toString(),
            table.toString()));
    try (var kept = Layout.class.getResourceAsStream("layout/mujoco-3.3.0.tsv")) {
      assertEquals(new String(kept.readAllBytes()), Files.readString(table));
    }
  }

  private Path compile(String c) throws IOException, InterruptedException {
    Path source = Files.writeString(folder.resolve("fake.c"), c);
    Path library = Files.createTempFile(folder, "fake", ".so");
    run(List.of("cc", "-shared", "-fPIC", "-o", library.toString(), source.toString()));
    return library;
  }

  /** Runs a C compiler or what needs one; a machine without one skips the test. */
  private static void run(List<String> command) throws IOException, InterruptedException {
    boolean compiler =
        List.of(System.getenv("PATH").split(":")).stream()
            .anyMatch(bin -> Files.isExecutable(Path.of(bin, "cc")));
    assumeTrue(compiler, "there is no C compiler here");
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertEquals(0, process.waitFor(), command.toString());
  }
}
