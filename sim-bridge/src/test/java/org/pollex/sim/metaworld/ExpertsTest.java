package org.pollex.sim.metaworld;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pollex.sim.SharedServer;

/**
 * Meta-World's scripted experts, whose actions the server computes and the client sends back, reach
 * the success rates that they have inside Python.
 */
@ExtendWith(SharedServer.class)
class ExpertsTest {
  private static final int GOALS = 50;

  @ParameterizedTest
  @ValueSource(strings = {"door-open-v3", "button-press-topdown-v3", "push-v3", "hammer-v3"})
  void expertsReachTheirGoals(String task, Metaworld metaworld) {
    int successes = ExpertRollouts.successes(metaworld, task, metaworld.goals("MT1", task, 42, 10));
    assertTrue(successes >= 9, task + ": " + successes + " of 10");
  }

  @Test
  @Tag("long")
  void allExpertsReachTheRatesMeasuredInPython(Metaworld metaworld) throws IOException {
    Map<String, Double> published = rates();
    assertEquals(50, published.size());
    List<String> off = new ArrayList<>();
    double sum = 0;
    for (Map.Entry<String, Double> task : published.entrySet()) {
      var goals = metaworld.goals("MT1", task.getKey(), 42, GOALS);
      double rate = (double) ExpertRollouts.successes(metaworld, task.getKey(), goals) / GOALS;
      sum += rate;
      System.out.printf("%-28s %.2f (in Python %.2f)%n", task.getKey(), rate, task.getValue());
      if (Math.abs(rate - task.getValue()) > 0.06 + 1e-9) {
        off.add(task.getKey() + " " + rate + " instead of " + task.getValue());
      }
    }
    System.out.printf("mean %.4f%n", sum / published.size());
    assertEquals(List.of(), off);
    assertTrue(sum / published.size() >= 0.97, "mean " + sum / published.size());
  }

  /** Success rates on the 50 goals of MT1(seed 42) in metaworld 3.1.1, run in one process. */
  private static Map<String, Double> rates() throws IOException {
    Map<String, Double> rates = new LinkedHashMap<>();
    try (InputStream in = ExpertsTest.class.getResourceAsStream("expert-rates.csv")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      text.lines()
          .skip(1)
          .map(line -> line.split(","))
          .forEach(line -> rates.put(line[0], Double.valueOf(line[1])));
    }
    return rates;
  }
}
