package org.pollex.eval.trial.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.errors.BadInputException;

/** The published schema and the reader of plans accept and refuse the same files. */
class PlanSchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final YAMLMapper YAML = new YAMLMapper();

  private static final String PLAN =
      """
      {"name": "n", "world": "bernoulli", "tasks": ["a", "b"],
       "policies": [{"name": "p", "address": "bernoulli:0.5"}, {"name": "q", "address": "zero"}],
       "rollouts": 10, "initial_conditions": {"benchmark": "numbered", "seed": 1, "exclude": ["x"]},
       "horizon": 10, "seed": 1, "decision_timeout_seconds": 30.5,
       "analysis": {"test": "step", "alpha": 0.05, "correction": "bonferroni", "family": "task"},
       "conduct": {"rubric": {"a": ["held", "moved"]}, "crash_attempts": 3, "physics": "same"},
       "preregistration": {"hypotheses": ["h"], "exclusions": ["e"]}}
      """;

  private static final String[] VALUES = {
    "null",
    "0",
    "1",
    "-1",
    "100",
    "101",
    "10000",
    "10001",
    "1000000",
    "1000001",
    "0.05",
    "1.5",
    "3600",
    "3600.5",
    "9223372036854775807",
    "9223372036854775808",
    "true",
    "\"\"",
    "\" \"",
    "\"text\"",
    "\"manual\"",
    "\"command:x\"",
    "\"barnard\"",
    "\"holm\"",
    "\"all\"",
    "\"any\"",
    "[]",
    "[\"a\"]",
    "[\"a\", \"a\"]",
    "[1]",
    "{}",
    "{\"a\": []}",
    "{\"a\": [\"m\"]}"
  };

  @TempDir private Path folder;

  @Test
  void everyChangedPlanIsRefusedByBothOrByNone() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(PlanFile.class.getResourceAsStream(PlanFile.SCHEMA));
    Path file = folder.resolve("plan.yaml");
    int accepted = 0;
    for (int i = 0; i < 600; i++) {
      ObjectNode plan = (ObjectNode) JSON.readTree(PLAN);
      for (int changes = random.nextInt(3); changes >= 0; changes--) {
        change(plan, random);
      }
      if (repeatedNames(plan)) {
        continue; // no schema can say that names are unique
      }
      Files.writeString(file, YAML.writeValueAsString(plan));
      List<String> told = schema.validate(plan).stream().map(Object::toString).toList();
      String refused = "";
      try {
        PlanFile.read(file);
        accepted++;
      } catch (BadInputException refusal) {
        refused = refusal.getMessage();
      }
      assertEquals(
          told.isEmpty(),
          refused.isEmpty(),
          "seed " + seed + "\n" + plan + "\nschema: " + told + "\nreader: " + refused);
    }
    assertTrue(accepted > 10, "only " + accepted + " accepted");
  }

  /** Replaces, removes or adds something somewhere. */
  private static void change(ObjectNode plan, Random random) throws Exception {
    List<JsonNode> places = new ArrayList<>();
    collect(plan, places);
    JsonNode value = JSON.readTree(VALUES[random.nextInt(VALUES.length)]);
    JsonNode place = places.get(random.nextInt(places.size()));
    if (place instanceof ObjectNode object && !object.isEmpty()) {
      List<String> keys = new ArrayList<>();
      object.fieldNames().forEachRemaining(keys::add);
      String key = keys.get(random.nextInt(keys.size()));
      switch (random.nextInt(8)) {
        case 0 -> object.remove(key);
        case 1 -> object.set(key + "s", value);
        default -> object.set(key, value);
      }
    } else if (place instanceof ArrayNode array && !array.isEmpty()) {
      array.set(random.nextInt(array.size()), value);
    }
  }

  private static void collect(JsonNode node, List<JsonNode> places) {
    places.add(node);
    for (JsonNode child : node) {
      if (child.isContainerNode()) {
        collect(child, places);
      }
    }
  }

  private static boolean repeatedNames(JsonNode plan) {
    List<String> names = new ArrayList<>();
    plan.path("policies").forEach(policy -> names.add(policy.path("name").asText()));
    return names.stream().distinct().count() < names.size();
  }
}
