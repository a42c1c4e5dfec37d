package org.pollex.eval.trial.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pollex.datasets.storage.AtomicFile;
import org.pollex.datasets.storage.Sha256;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.eval.trial.seal.TrialFolder;

/**
 * Digests of every file of a folder, in the format of {@code sha256sum}, so that {@code sha256sum
 * -c MANIFEST.sha256} checks it without Pollex. The last line is a comment with the digest of the
 * lines before it.
 */
public final class Manifest {
  private static final String OWN = "# this file ";

  private Manifest() {}

  /** Writes the manifest of a folder as it is now. */
  public static void write(TrialFolder folder) {
    StringBuilder lines = new StringBuilder();
    digests(folder).forEach((name, digest) -> lines.append(line(name, digest)));
    AtomicFile.write(folder.file(TrialFolder.MANIFEST), lines + own(lines.toString()));
  }

  /** Compares a folder with its manifest; empty when nothing is wrong. */
  static List<Check> compare(TrialFolder folder) {
    String text = new String(folder.bytes(TrialFolder.MANIFEST), StandardCharsets.ISO_8859_1);
    int start = text.lastIndexOf(OWN);
    if (start < 0 || !text.substring(start).equals(own(text.substring(0, start)))) {
      return List.of(
          Check.failed("manifest", "the manifest itself was changed", TrialFolder.MANIFEST));
    }
    Map<String, String> listed = new TreeMap<>();
    for (String line : text.substring(0, start).lines().toList()) {
      listed.put(line.substring(66), line.substring(0, 64));
    }
    return differences(listed, digests(folder));
  }

  private static List<Check> differences(Map<String, String> listed, Map<String, String> present) {
    List<Check> wrong = new ArrayList<>();
    listed.forEach(
        (name, digest) -> {
          if (!present.containsKey(name)) {
            wrong.add(Check.failed("manifest", "the file is missing", name));
          } else if (!present.get(name).equals(digest)) {
            wrong.add(Check.failed("manifest", "the file was changed after closing", name));
          }
        });
    present.keySet().stream()
        .filter(name -> !listed.containsKey(name))
        .forEach(name -> wrong.add(Check.failed("manifest", "the file was added", name)));
    return wrong;
  }

  private static Map<String, String> digests(TrialFolder folder) {
    Map<String, String> digests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder.path())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.path().relativize(file).toString().replace('\\', '/');
        if (!name.equals(TrialFolder.MANIFEST)) {
          digests.put(name, Sha256.hex(file));
        }
      }
    } catch (IOException e) {
      throw StorageFailure.reading(folder.path(), e);
    }
    return digests;
  }

  private static String line(String name, String digest) {
    return digest + "  " + name + "\n";
  }

  private static String own(String lines) {
    return OWN + Sha256.hex(lines.getBytes(StandardCharsets.ISO_8859_1)) + "\n";
  }
}
