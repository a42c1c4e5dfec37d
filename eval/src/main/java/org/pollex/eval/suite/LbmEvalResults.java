package org.pollex.eval.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.BadInputException;
import org.pollex.eval.statistics.Outcome;

/**
 * Results of lbm_eval: files {@code results*.json} with a list {@code evaluations} of {@code
 * {skill_type, scenario_index, is_pending, total_time, is_success, failure_message}}.
 *
 * <p>The scenario index names the initial condition: equal indices of a skill are equal conditions
 * for all policies. A crash counts as a failure, as there. Pending evaluations are no outcomes;
 * they are counted and left out.
 *
 * @param outcomes by skill and scenario index
 * @param pending evaluations without a result
 * @param notes what a reader must know, such as crashes
 */
public record LbmEvalResults(List<Outcome> outcomes, int pending, List<String> notes) {

  private static final List<String> NEEDED = List.of("skill_type", "scenario_index", "is_success");

  /**
   * Reads the result files in and below a folder as one policy's.
   *
   * @throws BadInputException if there are none, or an index of a skill occurs twice
   */
  public static LbmEvalResults read(Path folder, String policy) {
    Map<String, TreeMap<Long, Outcome>> bySkill = new TreeMap<>();
    Map<String, Path> seen = new HashMap<>();
    int pending = 0;
    int crashed = 0;
    for (Path file : files(folder)) {
      JsonNode evaluations = parse(file).get("evaluations");
      if (evaluations == null || !evaluations.isArray()) {
        throw new BadInputException(
            file + " has no list 'evaluations'", "Allowed: result files of lbm_eval.");
      }
      for (JsonNode evaluation : evaluations) {
        if (evaluation.path("is_pending").asBoolean(false)) {
          pending++;
          continue;
        }
        require(evaluation, file);
        String skill = evaluation.get("skill_type").asText();
        long index = evaluation.get("scenario_index").asLong();
        Path other = seen.put(skill + '\0' + index, file);
        if (other != null) {
          throw new BadInputException(
              "skill %s, scenario %d is in %s and in %s".formatted(skill, index, other, file),
              "Each scenario counts once; keep one of the two files.");
        }
        crashed += evaluation.path("failure_message").asText("").isBlank() ? 0 : 1;
        bySkill
            .computeIfAbsent(skill, key -> new TreeMap<>())
            .put(index, outcome(policy, skill, index, evaluation));
      }
    }
    List<String> notes = new ArrayList<>();
    List<Integer> budgets =
        bySkill.values().stream().map(TreeMap::size).distinct().sorted().toList();
    if (budgets.size() > 1) {
      notes.add(
          "policy %s: skills have from %d to %d scenarios"
              .formatted(policy, budgets.getFirst(), budgets.getLast()));
    }
    if (pending > 0) {
      notes.add("policy %s: %d pending evaluations left out".formatted(policy, pending));
    }
    if (crashed > 0) {
      notes.add(
          "policy %s: %d evaluations ended with a failure message and count as failures"
              .formatted(policy, crashed));
    }
    return new LbmEvalResults(
        bySkill.values().stream().flatMap(skill -> skill.values().stream()).toList(),
        pending,
        List.copyOf(notes));
  }

  private static Outcome outcome(String policy, String skill, long index, JsonNode evaluation) {
    boolean success = evaluation.get("is_success").asBoolean();
    JsonNode time = evaluation.path("total_time");
    Outcome outcome =
        time.isNumber()
            ? Outcome.timed(policy, skill, success, time.asDouble())
            : Outcome.of(policy, skill, success);
    return outcome.from(Long.toString(index));
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new BadInputException(folder + " is no folder", "Give the output folder of lbm_eval.");
    }
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> files =
          all.filter(file -> file.getFileName().toString().matches("results.*\\.json"))
              .sorted()
              .toList();
      if (files.isEmpty()) {
        throw new BadInputException(
            folder + " holds no results*.json", "Give the output folder of lbm_eval.");
      }
      return files;
    } catch (IOException e) {
      throw StorageFailure.reading(folder, e);
    }
  }

  private static JsonNode parse(Path file) {
    try {
      return CanonicalJson.parse(Files.readAllBytes(file), file);
    } catch (IOException e) {
      throw StorageFailure.reading(file, e);
    }
  }

  private static void require(JsonNode evaluation, Path file) {
    for (String field : NEEDED) {
      if (!evaluation.has(field)) {
        throw new BadInputException(
            "%s: an evaluation has no '%s': %s".formatted(file, field, evaluation),
            "Needed: %s.".formatted(NEEDED));
      }
    }
  }
}
