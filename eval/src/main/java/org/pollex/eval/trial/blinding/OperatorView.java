package org.pollex.eval.trial.blinding;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.eval.trial.run.OutcomeRecord;
import org.pollex.eval.trial.run.TimingRecord;
import org.pollex.eval.trial.run.TrialJournals;
import org.pollex.eval.trial.seal.SealedTrial;
import org.pollex.eval.trial.seal.TrialFolder;

/**
 * What an operator may see of one trial before unsealing, the rollout itself excepted: neither its
 * behaviour nor its length nor its outcome is here.
 *
 * @param bundle trials of one bundle meet the same initial condition; each policy acts once
 * @param place position within the bundle
 * @param policy who acted: the label to be guessed
 * @param code the trial's code
 * @param readyMillis from the end of the trial before to the start of this one, milliseconds
 * @param bytes sizes of what does not grow with the episode, by name
 * @param words that stand beside the code in logs and file names
 */
public record OperatorView(
    int bundle,
    int place,
    String policy,
    String code,
    OptionalDouble readyMillis,
    Map<String, Integer> bytes,
    Set<String> words) {
  private static final Pattern CODE = Pattern.compile("[0-9A-Z]{4}-[0-9A-Z]{4}");

  /** What is written when the seal is opened or later: an operator sees none of it. */
  private static final Set<String> LATER =
      Set.of(
          TrialFolder.OPENED,
          TrialFolder.RESULTS,
          TrialFolder.TABLE,
          TrialFolder.MANIFEST,
          "report",
          "frames");

  /** Copies the collections, sorted. */
  public OperatorView {
    bytes = new TreeMap<>(bytes);
    words = new TreeSet<>(words);
  }

  /**
   * Reads a trial folder.
   *
   * @param policies who acted in the trial of an index
   */
  public static List<OperatorView> read(TrialFolder folder, IntFunction<String> policies) {
    List<SealedTrial> trials = folder.trials();
    int arms = folder.header().policyCount();
    Map<Integer, Double> ready = readyMillis(folder);
    Map<String, Set<String>> words = words(folder.path());
    List<OperatorView> views = new ArrayList<>();
    for (OutcomeRecord outcome : TrialJournals.outcomes(folder)) {
      SealedTrial trial = trials.get(outcome.index());
      Double gap = ready.get(trial.index());
      views.add(
          new OperatorView(
              trial.index() / arms,
              trial.index() % arms,
              policies.apply(trial.index()),
              trial.code(),
              gap == null ? OptionalDouble.empty() : OptionalDouble.of(gap),
              Map.of(
                  "note",
                  Base64.getDecoder().decode(outcome.note()).length,
                  "seal",
                  trial.code().length() + trial.commitment().length()),
              words.getOrDefault(trial.code(), Set.of())));
    }
    return views;
  }

  /** From the end of whichever trial ended last to the start of the next. */
  private static Map<Integer, Double> readyMillis(TrialFolder folder) {
    TreeMap<Long, List<Integer>> starts = new TreeMap<>();
    TreeMap<Double, Integer> ends = new TreeMap<>();
    for (var record : TrialJournals.records(folder, TrialFolder.TIMING)) {
      if (record.type() == TrialJournals.TRIAL) {
        TimingRecord trial =
            CanonicalJson.parse(
                record.payload(), TimingRecord.class, folder.file(TrialFolder.TIMING));
        long start = Instant.parse(trial.started()).toEpochMilli();
        starts.computeIfAbsent(start, fresh -> new ArrayList<>()).add(trial.index());
        ends.put(start + 1000 * trial.seconds(), trial.index());
      }
    }
    Map<Integer, Double> ready = new HashMap<>();
    starts.forEach(
        (start, indices) -> {
          // Starts are kept in whole milliseconds, so one may seem to lie before the end.
          Double end = ends.lowerKey(start + 1.0);
          if (end != null) {
            indices.forEach(index -> ready.put(index, start - end));
          }
        });
    return ready;
  }

  /** The words beside each code, in lines of logs and in names of files. */
  private static Map<String, Set<String>> words(Path folder) {
    Map<String, Set<String>> words = new HashMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path name = folder.relativize(file);
        if (LATER.contains(name.getName(0).toString())) {
          continue;
        }
        take("file ", name.toString(), words);
        if (name.toString().endsWith(".log")) {
          String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
          text.lines().forEach(line -> take("log ", line, words));
        }
      }
    } catch (IOException e) {
      throw StorageFailure.reading(folder, e);
    }
    return words;
  }

  private static void take(String place, String line, Map<String, Set<String>> words) {
    Matcher code = CODE.matcher(line);
    while (code.find()) {
      Set<String> found = words.computeIfAbsent(code.group(), fresh -> new TreeSet<>());
      for (String word : CODE.matcher(line).replaceAll(" ").split("[^\\p{Alnum}_]+")) {
        if (!word.isEmpty()) {
          found.add(place + word);
        }
      }
    }
  }
}
