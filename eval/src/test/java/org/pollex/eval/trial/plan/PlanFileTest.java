package org.pollex.eval.trial.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pollex.errors.BadInputException;

/** Plans as files: round trip, refusals by name, and the published schema. */
class PlanFileTest {
  private static final TrialPlan PLAN =
      new TrialPlan(
          "doors: a trial",
          "metaworld",
          List.of("door-open-v3", "MT10"),
          List.of(
              new TrialPlan.PlannedPolicy("yes", "mt3:index"),
              new TrialPlan.PlannedPolicy("07", "expert")),
          20,
          new TrialPlan.InitialConditions("MT1", 42, List.of("demos.hdf5")),
          500,
          1,
          30,
          new TrialPlan.Analysis("barnard", 0.05, "holm"));

  @TempDir private Path folder;

  @Test
  void aPlanSurvivesItsFile() {
    Path file = folder.resolve("plan.yaml");
    PlanFile.write(file, PLAN);
    assertEquals(PLAN, PlanFile.read(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "rollouts: 20     | rolouts: 20         | unknown key of            | rollouts",
        "alpha: 0.05      | alfa: 0.05          | plan.yaml, analysis       | alpha",
        "rollouts: 20     | rollouts: 0         | plan, rollouts: given 0   | 1 to 10000",
        "rollouts: 20     | rollouts: 2.5       | rollouts (line            | docs/TRIALS.md",
        "rollouts: 20     | rollouts: many      | rollouts (line            | docs/TRIALS.md",
        "rollouts: 20     | ``                  | 'rollouts' is missing     | docs/TRIALS.md",
        "alpha: 0.05      | alpha: 1.5          | plan, analysis.alpha      | between 0 and 1",
        "test: barnard    | test: barnerd       | barnerd                   | Allowed: barnard",
        "correction: holm | correction: hölm    | unknown analysis.correct  | holm, hommel",
        "horizon: 500     | `horizon: 500\nhorizon: 5` | Duplicate          | docs/TRIALS.md",
        "name: '07'       | name: yes           | plan, policies            | unique names",
        "world: metaworld | world: [metaworld   | plan.yaml                 | docs/TRIALS.md",
      })
  void whatIsWrongIsNamed(String before, String after, String problem, String remedy)
      throws Exception {
    Path file = folder.resolve("plan.yaml");
    PlanFile.write(file, PLAN);
    String text = Files.readString(file).replace('"', '\'');
    assertTrue(text.contains(before), text);
    Files.writeString(file, text.replace(before, after));
    BadInputException refused = assertThrows(BadInputException.class, () -> PlanFile.read(file));
    assertTrue(refused.getMessage().contains(problem), refused.getMessage());
    assertTrue(refused.getMessage().contains(remedy), refused.getMessage());
  }

  @Test
  void aPlanOfOnePolicyOrOfNothingIsRefused() throws Exception {
    Path file = folder.resolve("plan.yaml");
    Files.writeString(file, "");
    assertThrows(BadInputException.class, () -> PlanFile.read(file));
    Files.writeString(file, "just text");
    assertThrows(BadInputException.class, () -> PlanFile.read(file));
    assertThrows(BadInputException.class, () -> PlanFile.read(folder.resolve("none.yaml")));
  }

  @Test
  void whatTheSchemaDoesNotRequireMayBeLeftOut() throws Exception {
    Path file = folder.resolve("short.yaml");
    Files.writeString(
        file,
        """
        name: short
        world: bernoulli
        tasks: [a]
        policies:
          - {name: p, address: "bernoulli:0.5"}
          - {name: q, address: "bernoulli:0.7@3-9,a=0.2"}
        rollouts: 10
        initial_conditions: {benchmark: numbered, seed: 1}
        horizon: 10
        seed: 1
        decision_timeout_seconds: 30
        analysis: {test: step, alpha: 0.05, correction: bonferroni}
        """);
    TrialPlan plan = PlanFile.read(file);
    assertEquals(TrialPlan.Analysis.PER_TASK, plan.analysis().family());
    assertEquals(3, plan.conduct().crashAttempts());
    assertEquals(List.of(), plan.preregistration().hypotheses());
    PlanFile.write(folder.resolve("long.yaml"), plan);
    assertEquals(plan, PlanFile.read(folder.resolve("long.yaml")));
    Files.writeString(file, Files.readString(file).replace("bonferroni", "holm"));
    BadInputException refused = assertThrows(BadInputException.class, () -> PlanFile.read(file));
    assertTrue(refused.getMessage().contains("with the sequential test step"));
  }

  @Test
  void thePublishedSchemaNamesExactlyTheKeysOfThePlan() throws Exception {
    try (InputStream in = PlanFile.class.getResourceAsStream(PlanFile.SCHEMA)) {
      JsonNode schema = new ObjectMapper().readTree(in);
      assertKeys(TrialPlan.class, schema);
      JsonNode properties = schema.get("properties");
      assertKeys(TrialPlan.PlannedPolicy.class, properties.get("policies").get("items"));
      assertKeys(TrialPlan.InitialConditions.class, properties.get("initial_conditions"));
      assertKeys(TrialPlan.Analysis.class, properties.get("analysis"));
      assertKeys(TrialPlan.Conduct.class, properties.get("conduct"));
      assertKeys(TrialPlan.Preregistration.class, properties.get("preregistration"));
    }
  }

  private static void assertKeys(Class<?> type, JsonNode object) {
    TreeSet<String> expected = new TreeSet<>();
    Arrays.stream(type.getRecordComponents())
        .map(part -> part.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
        .forEach(expected::add);
    TreeSet<String> published = new TreeSet<>();
    object.get("properties").fieldNames().forEachRemaining(published::add);
    assertEquals(expected, published);
    assertEquals(false, object.get("additionalProperties").asBoolean(true));
  }
}
