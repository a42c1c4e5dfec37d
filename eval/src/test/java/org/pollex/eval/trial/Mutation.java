package org.pollex.eval.trial;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.pollex.datasets.journal.JournalRecord;
import org.pollex.eval.trial.run.TrialJournals;
import org.pollex.eval.trial.seal.TrialFolder;

/** One random change of a finished trial folder, which can be taken back. */
final class Mutation {
  private final TrialFolder folder;
  private final TrialFolder other;
  private final TrialFolder resealed;
  private final Random random;
  private final Map<Path, byte[]> before = new LinkedHashMap<>();

  /**
   * What was changed.
   *
   * @param kind in words
   * @param files one of which must be named
   */
  record Made(String kind, Set<String> files) {}

  Mutation(TrialFolder folder, TrialFolder other, TrialFolder resealed, Random random) {
    this.folder = folder;
    this.other = other;
    this.resealed = resealed;
    this.random = random;
  }

  /** Changes the folder; what comes out unchanged is tried again. */
  Made make() throws IOException {
    while (true) {
      Made made =
          switch (random.nextInt(10)) {
            case 0, 1 -> bytes();
            case 2 -> lines();
            case 3 -> swap();
            case 4 -> cut();
            case 5 -> replay();
            case 6 -> stranger();
            case 7 -> missing();
            case 8 -> underANewManifest();
            default -> resealed();
          };
      if (made != null && changed()) {
        return made;
      }
      undo();
    }
  }

  private boolean changed() throws IOException {
    for (Map.Entry<Path, byte[]> file : before.entrySet()) {
      byte[] now = Files.exists(file.getKey()) ? Files.readAllBytes(file.getKey()) : null;
      if (!Arrays.equals(now, file.getValue())) {
        return true;
      }
    }
    return false;
  }

  /** Takes everything back. */
  void undo() throws IOException {
    for (Map.Entry<Path, byte[]> file : before.entrySet()) {
      if (file.getValue() == null) {
        Files.deleteIfExists(file.getKey());
      } else {
        Files.write(file.getKey(), file.getValue());
      }
    }
    before.clear();
  }

  private void write(Path file, byte[] content) throws IOException {
    if (!before.containsKey(file)) {
      before.put(file, Files.exists(file) ? Files.readAllBytes(file) : null);
    }
    if (content == null) {
      Files.delete(file);
    } else {
      Files.write(file, content);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> walk = Files.walk(folder.path())) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private Path anyFile() throws IOException {
    List<Path> files = files();
    return files.get(random.nextInt(files.size()));
  }

  private String name(Path file) {
    return folder.path().relativize(file).toString();
  }

  private Made made(String kind, Path... files) {
    Set<String> names = new TreeSet<>();
    for (Path file : files) {
      names.add(name(file));
    }
    return new Made(kind, names);
  }

  private byte[] flipped(byte[] content, int most) {
    byte[] changed = content.clone();
    for (int i = random.nextInt(most); i >= 0; i--) {
      changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
    }
    return changed;
  }

  private Made bytes() throws IOException {
    Path file = anyFile();
    write(file, flipped(Files.readAllBytes(file), 4));
    return made("bytes", file);
  }

  private Made lines() throws IOException {
    List<String> texts =
        List.of(TrialFolder.TRIALS, TrialFolder.TABLE, TrialFolder.MANIFEST, "report/report.html");
    Path file = folder.file(texts.get(random.nextInt(texts.size())));
    List<String> lines = new ArrayList<>(Files.readAllLines(file, StandardCharsets.UTF_8));
    int at = random.nextInt(lines.size());
    switch (random.nextInt(3)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(random.nextInt(lines.size()), lines.get(at));
      default -> Collections.swap(lines, at, random.nextInt(lines.size()));
    }
    write(file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    return made("lines", file);
  }

  private Made swap() throws IOException {
    Path one = anyFile();
    Path two = anyFile();
    byte[] first = Files.readAllBytes(one);
    write(one, Files.readAllBytes(two));
    write(two, first);
    return made("swaps", one, two);
  }

  private Made cut() throws IOException {
    Path file = anyFile();
    byte[] content = Files.readAllBytes(file);
    write(file, Arrays.copyOf(content, random.nextInt(content.length)));
    return made("truncations", file);
  }

  /** A record of a journal is left out, repeated, or put elsewhere. */
  private Made replay() throws IOException {
    List<String> journals = List.of(TrialFolder.OUTCOMES, TrialFolder.TRACES, TrialFolder.TIMING);
    String name = journals.get(random.nextInt(journals.size()));
    byte[] content = folder.bytes(name);
    List<JournalRecord> records = TrialJournals.records(folder, name);
    List<byte[]> frames = new ArrayList<>();
    int start = (int) records.getFirst().offset();
    for (int i = 0; i < records.size(); i++) {
      int from = (int) records.get(i).offset();
      int to = i + 1 < records.size() ? (int) records.get(i + 1).offset() : content.length;
      frames.add(Arrays.copyOfRange(content, from, to));
    }
    int at = random.nextInt(frames.size());
    switch (random.nextInt(3)) {
      case 0 -> frames.remove(at);
      case 1 -> frames.add(random.nextInt(frames.size() + 1), frames.get(at));
      default -> Collections.swap(frames, at, random.nextInt(frames.size()));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(content, 0, start);
    for (byte[] frame : frames) {
      out.write(frame);
    }
    write(folder.file(name), out.toByteArray());
    return made("replays", folder.file(name));
  }

  /** A file of another trial, or a file that was never there. */
  private Made stranger() throws IOException {
    if (random.nextBoolean()) {
      Path file = folder.file("extra-" + random.nextInt(1000) + ".json");
      write(file, new byte[] {'{', '}'});
      return made("strangers", file);
    }
    Path file = anyFile();
    Path theirs = other.file(name(file));
    if (!Files.exists(theirs) || name(file).equals(TrialFolder.MANIFEST)) {
      return null; // A whole manifest of another trial makes every other file wrong instead.
    }
    write(file, Files.readAllBytes(theirs));
    return made("strangers", file);
  }

  private Made missing() throws IOException {
    Path file = anyFile();
    if (name(file).equals(TrialFolder.HEADER)) {
      return null; // Then it is no trial folder, which is an error of its own.
    }
    write(file, null);
    return made("missing", file);
  }

  /** A change, and a manifest that covers it up. A report is tied by the manifest alone. */
  private Made underANewManifest() throws IOException {
    Path file = anyFile();
    String name = name(file);
    if (name.equals(TrialFolder.MANIFEST) || name.startsWith(TrialFolder.REPORT)) {
      return null;
    }
    write(file, flipped(Files.readAllBytes(file), 4));
    Path manifest = folder.file(TrialFolder.MANIFEST);
    write(manifest, Files.readAllBytes(manifest));
    MutationTest.renewManifest(folder);
    return made("changes under a new manifest", file);
  }

  /** A forger without the key runs the whole trial again under a seal of his own. */
  private Made resealed() throws IOException {
    List<Path> theirs;
    try (Stream<Path> walk = Files.walk(resealed.path())) {
      theirs = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : files()) {
      if (!Files.exists(resealed.file(name(file)))) {
        write(file, null);
      }
    }
    for (Path file : theirs) {
      Path mine = folder.file(resealed.path().relativize(file).toString());
      write(mine, Files.readAllBytes(file));
    }
    return new Made("re-sealed forgeries", Set.of(TrialFolder.HEADER));
  }
}
