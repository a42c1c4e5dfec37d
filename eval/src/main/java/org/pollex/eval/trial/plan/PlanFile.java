package org.pollex.eval.trial.plan;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pollex.datasets.storage.AtomicFile;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.BadInputException;

/** Reads and writes plans as YAML; unknown, repeated and missing keys are refused by name. */
public final class PlanFile {
  /** Where the JSON Schema of the format lies, beside this class. */
  public static final String SCHEMA = "trial-plan.schema.json";

  private static final String HELP =
      "The keys and their values are described in docs/TRIALS.md and in " + SCHEMA + ".";

  private static final YAMLFactory FORMAT =
      YAMLFactory.builder()
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .build();

  /** Minds unknown keys only, so that a misspelt key is not reported as a missing one. */
  private static final ObjectMapper NAMES = mapper().build();

  private static final ObjectMapper YAML =
      mapper()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  private static YAMLMapper.Builder mapper() {
    return YAMLMapper.builder(FORMAT)
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  private PlanFile() {}

  /**
   * Reads a plan.
   *
   * @throws BadInputException naming the key, or the line, that is wrong
   */
  public static TrialPlan read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw StorageFailure.reading(file, e);
    }
    try {
      NAMES.readValue(text, TrialPlan.class);
      Optional<String> missing = PlanSchema.missing(NAMES.readTree(text));
      if (missing.isPresent()) {
        throw new BadInputException(file + ": the key '" + missing.get() + "' is missing", HELP);
      }
      TrialPlan plan = PlanCheck.checked(YAML.readValue(text, TrialPlan.class));
      Optional<String> violation = PlanSchema.violation(NAMES.readTree(text));
      if (violation.isPresent()) {
        throw new BadInputException(file + ": " + violation.get(), HELP);
      }
      return plan;
    } catch (UnrecognizedPropertyException unknown) {
      throw BadInputException.unknownName(
          "key of " + place(unknown, file),
          unknown.getPropertyName(),
          unknown.getKnownPropertyIds().stream().map(String::valueOf).toList());
    } catch (JsonMappingException wrong) {
      throw refused(place(wrong, file), wrong);
    } catch (JsonProcessingException wrong) {
      throw refused(file.toString(), wrong);
    }
  }

  /** Writes a plan; refuses one that could not be sealed. */
  public static void write(Path file, TrialPlan plan) {
    try {
      AtomicFile.write(
          file,
          "# A trial plan (docs/TRIALS.md). Seal it with: pollex trial seal "
              + file.getFileName()
              + "\n"
              + YAML.writeValueAsString(PlanCheck.checked(plan)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a plan cannot be written as YAML", e);
    }
  }

  private static String place(JsonMappingException error, Path file) {
    String keys =
        error.getPath().stream()
            .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
            .collect(Collectors.joining("."));
    if (error instanceof UnrecognizedPropertyException unknown) {
      int own = keys.length() - unknown.getPropertyName().length();
      keys = keys.substring(0, Math.max(0, own - 1));
    }
    return keys.isEmpty() ? file.toString() : file + ", " + keys;
  }

  private static BadInputException refused(String place, JsonProcessingException error) {
    String line =
        error.getLocation() == null ? "" : " (line " + error.getLocation().getLineNr() + ")";
    return new BadInputException(
        place + line + ": " + error.getOriginalMessage().lines().findFirst().orElse(""),
        HELP,
        error);
  }
}
