package org.pollex.datasets.episode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A full and a read-only disk, real ones: small file systems in a mount namespace of their own. */
class DiskFaultTest {
  @TempDir Path folder;

  private record Outcome(int exitCode, List<String> lines) {}

  /** Runs shell lines, with the small disk at {@code $DISK}, and copies what is left on it. */
  private Outcome run(String before, Object... recorderArguments) throws Exception {
    Path disk = Files.createDirectories(folder.resolve("disk"));
    String recorder = "'" + String.join("' '", Child.command(recorderArguments)) + "'";
    String script =
        "DISK="
            + disk
            + "; mount -t tmpfs -o size=2m tmpfs $DISK || exit 99; "
            + before
            + "; "
            + recorder
            + "; code=$?; mkdir -p "
            + folder
            + "/left; cp -a $DISK/. "
            + folder
            + "/left/; exit $code";
    Process process =
        Child.start(
            List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script),
            folder.resolve("output.txt"));
    int code = process.waitFor();
    List<String> lines = Child.lines(folder.resolve("output.txt"));
    assumeTrue(code != 99 && code != 1 || !lines.isEmpty(), "no user namespaces on this machine");
    return new Outcome(code, lines);
  }

  @Test
  void aFullDiskEndsTheRecordingAndKeepsWhatWasFinished() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/unshare")));
    Outcome outcome = run("true", folder.resolve("disk/r.plxj"), 5, 1_000_000, "-");
    assertEquals(1, outcome.exitCode(), outcome.lines().toString());
    int finished = (int) outcome.lines().stream().filter(l -> l.matches("\\d+")).count();
    assertTrue(finished > 3, outcome.lines().toString());
    assertTrue(
        outcome.lines().stream().anyMatch(l -> l.contains("the disk is full")),
        outcome.lines().toString());
    List<Episode> read = new ArrayList<>();
    try (EpisodeJournal journal = EpisodeJournal.open(folder.resolve("left/r.plxj"))) {
      journal.forEach(read::add);
      assertTrue(journal.findings().isEmpty(), "the journal ends with a whole record");
    }
    assertEquals(finished, read.size());
    for (int i = 0; i < finished; i++) {
      assertEquals(RandomEpisodes.drawWithPictures(5, i), read.get(i));
    }
  }

  @Test
  void aFullDiskLeavesNoHalfWrittenHdf5() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/unshare")));
    Path journal = folder.resolve("r.plxj");
    Path target = folder.resolve("disk/out.hdf5");
    Outcome outcome =
        run(
            "head -c 1997152 /dev/zero > $DISK/filler; echo old > " + target,
            journal,
            5,
            20,
            target);
    assertEquals(1, outcome.exitCode(), outcome.lines().toString());
    assertTrue(
        outcome.lines().stream().anyMatch(l -> l.contains("the disk is full")),
        outcome.lines().toString());
    assertEquals("old\n", Files.readString(folder.resolve("left/out.hdf5")));
    try (var left = Files.list(folder.resolve("left"))) {
      assertEquals(2, left.count(), "a temporary file was left behind");
    }
  }

  @Test
  void aReadOnlyDiskIsNamed() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/unshare")));
    Path journal = folder.resolve("disk/r.plxj");
    Outcome outcome = run("mount -o remount,ro $DISK", journal, 5, 20, "-");
    assertEquals(1, outcome.exitCode(), outcome.lines().toString());
    assertTrue(
        outcome.lines().getFirst().contains("the file system is read-only"),
        outcome.lines().toString());
    Path target = folder.resolve("disk/out.hdf5");
    Outcome hdf5 = run("mount -o remount,ro $DISK", folder.resolve("r.plxj"), 5, 3, target);
    assertEquals(1, hdf5.exitCode(), hdf5.lines().toString());
    assertTrue(hdf5.lines().toString().contains("read-only"), hdf5.lines().toString());
  }
}
