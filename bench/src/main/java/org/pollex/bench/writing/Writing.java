package org.pollex.bench.writing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.pollex.errors.RunFailedException;

/** Measures how fast frames are written; see the package. */
public final class Writing {
  private static final String HEAP = "-Xmx256m";

  private Writing() {}

  /** Runs the measurement: a Python that has h5py, episodes of 200 frames (10), rounds (3). */
  public static void run(String[] arguments) throws IOException, InterruptedException {
    String python = arguments.length > 0 ? arguments[0] : "python3";
    int episodes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
    int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
    Path folder = Files.createTempDirectory("pollex-writing-");
    Map<String, List<JsonNode>> answers = new LinkedHashMap<>();
    try {
      Path frames = folder.resolve("frames.bin");
      Frames.write(frames, episodes);
      for (int round = 0; round < rounds; round++) {
        note(answers, "h5py, gzip 4", h5py(python, frames, folder.resolve("p.hdf5"), episodes));
        for (String mode : List.of("hdf5", "journal", "both")) {
          note(answers, "Pollex, " + mode, ours(mode, frames, folder.resolve("o.hdf5"), episodes));
        }
      }
    } finally {
      delete(folder);
    }
    double peer = median(answers.get("h5py, gzip 4"));
    answers.forEach(
        (what, all) ->
            System.out.printf(
                Locale.ROOT,
                "%-16s %,8.0f frames/s  %5.2f x h5py  %,8.0f frames/CPU s  %d dropped%n",
                what,
                median(all),
                median(all) / peer,
                all.stream().mapToDouble(a -> rate(a, "cpu_seconds")).max().orElse(0),
                all.getLast().path("dropped").asInt()));
    System.out.println("Pollex's heap: " + HEAP);
  }

  private static void note(Map<String, List<JsonNode>> answers, String what, JsonNode answer) {
    answers.computeIfAbsent(what, w -> new ArrayList<>()).add(answer);
  }

  private static double rate(JsonNode answer, String seconds) {
    return answer.path("frames").asDouble() / answer.path(seconds).asDouble();
  }

  private static double median(List<JsonNode> answers) {
    List<Double> rates = answers.stream().map(a -> rate(a, "seconds")).sorted().toList();
    return rates.get(rates.size() / 2);
  }

  private static JsonNode h5py(String python, Path frames, Path out, int episodes)
      throws IOException, InterruptedException {
    Path script = Path.of(System.getProperty("pollex.root", "."), "bench/peers/h5py_write.py");
    return answer(
        List.of(python, script.toString(), frames.toString(), out.toString(), "" + episodes));
  }

  private static JsonNode ours(String mode, Path frames, Path out, int episodes)
      throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return answer(
        List.of(
            java,
            HEAP,
            "--enable-native-access=ALL-UNNAMED",
            "-Dpollex.home=" + System.getProperty("pollex.home", ""),
            "-cp",
            System.getProperty("java.class.path"),
            WritingProcess.class.getName(),
            mode,
            frames.toString(),
            out.toString(),
            "" + episodes));
  }

  private static JsonNode answer(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    byte[] answer = process.getInputStream().readAllBytes();
    if (process.waitFor() != 0) {
      throw new RunFailedException(command + " failed", "Its messages are above.");
    }
    return new ObjectMapper().readTree(answer);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
