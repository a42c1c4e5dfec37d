package org.pollex.eval.statistics.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pollex.eval.statistics.sequential.SequentialMethod;

class StudySimulationTest {

  private static final long SEED = 71;

  private static StudySimulation simulate(
      Optional<SequentialMethod> method, int studies, Double... rates) {
    return StudySimulation.run(new StudyDesign(List.of(rates), 3, 30, .05, method), studies, SEED);
  }

  @Test
  void fixedNullStudiesKeepTheirFamilyWiseError() {
    StudySimulation result = simulate(Optional.empty(), 3000, .5, .5, .5);
    assertTrue(
        result.perTask().familyWiseError() <= .05 + 3 * result.perTask().standardError(),
        result::toString);
    StudyErrors pooled = result.pooled().orElseThrow();
    assertTrue(
        pooled.familyWiseError() <= .05 + 3 * pooled.standardError()
            && pooled.familyWiseError() > .02,
        result::toString);
    assertEquals(30, result.rolloutsPerPolicyAndTask());
    assertTrue(Double.isNaN(pooled.power()));
  }

  @Test
  void sequentialNullStudiesKeepTheirFamilyWiseError() {
    for (SequentialMethod method : SequentialMethod.values()) {
      if (method != SequentialMethod.LAI_PUBLISHED) {
        StudySimulation result = simulate(Optional.of(method), 1500, .4, .4, .4);
        StudyErrors errors = result.perTask();
        assertTrue(
            errors.familyWiseError() <= .05 + 3 * errors.standardError(), method + " " + result);
        assertTrue(result.pooled().isEmpty());
      }
    }
  }

  @Test
  void differencesAreFoundAndStoppingSavesRollouts() {
    StudySimulation fixed = simulate(Optional.empty(), 300, .2, .8);
    StudySimulation sequential = simulate(Optional.of(SequentialMethod.LAI), 300, .2, .8);
    assertTrue(fixed.perTask().power() > .95, fixed::toString);
    assertTrue(sequential.perTask().power() > .9, sequential::toString);
    assertTrue(sequential.rolloutsPerPolicyAndTask() < 25, sequential::toString);
    assertEquals(fixed, simulate(Optional.empty(), 300, .2, .8), "same seed, same figures");
  }

  @Test
  void refusesDesignsThatCannotBeRun() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new StudyDesign(List.of(.5), 1, 10, .05, Optional.empty()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new StudyDesign(List.of(.5, 1.5), 1, 10, .05, Optional.empty()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new StudyDesign(List.of(.5, .5), 0, 10, .05, Optional.empty()));
  }
}
