package org.pollex.sim.metaworld;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.sim.SharedServer;

@ExtendWith(SharedServer.class)
class MetaworldTest {
  @Test
  void setsHaveTheirPublishedSizesAndOrder(Metaworld metaworld) {
    TaskSets tasks = metaworld.tasks();
    assertEquals(50, tasks.resolve("all").size());
    assertEquals(50, tasks.resolve("MT50").size());
    assertEquals(25, tasks.resolve("MT25").size());
    assertEquals(
        List.of(
            "reach-v3",
            "push-v3",
            "pick-place-v3",
            "door-open-v3",
            "drawer-open-v3",
            "drawer-close-v3",
            "button-press-topdown-v3",
            "peg-insert-side-v3",
            "window-open-v3",
            "window-close-v3"),
        tasks.resolve("mt10"));
    assertEquals(10, tasks.resolve("ML10").size());
    assertEquals(5, tasks.resolve("ML10-test").size());
    assertEquals(45, tasks.resolve("ML45").size());
    assertEquals(21, tasks.resolve("fixtures").size());
  }

  @Test
  void selectionsNameEachTaskOnceInOrderOfMention(Metaworld metaworld) {
    List<String> tasks = metaworld.tasks().resolve("window-close-v3, MT10,reach-v3");
    assertEquals(10, tasks.size());
    assertEquals("window-close-v3", tasks.getFirst());
  }

  @Test
  void unknownTaskIsAnsweredWithTheNearestNames(Metaworld metaworld) {
    BadInputException refused =
        assertThrows(
            BadInputException.class, () -> metaworld.tasks().resolve("reach-v3,dor-open-v3"));
    assertTrue(refused.getMessage().contains("'dor-open-v3'"), refused.getMessage());
    assertTrue(refused.getMessage().contains("door-open-v3"), refused.getMessage());
  }

  @Test
  void unknownTaskOfAPoolIsAnsweredWithTheNearestNames(Metaworld metaworld) {
    BadInputException refused =
        assertThrows(
            BadInputException.class, () -> metaworld.open(List.of("dor-open-v3"), 1, List.of()));
    assertTrue(refused.getMessage().contains("door-open-v3"), refused.getMessage());
  }

  @Test
  void officialGoalsAreTheSameEveryTimeAndDifferBySeed(Metaworld metaworld) {
    List<InitialCondition> goals = metaworld.goals("MT1", "reach-v3", 42, 50);
    assertEquals(50, goals.stream().distinct().count());
    assertEquals(goals, metaworld.goals("MT1", "reach-v3", 42, 50));
    assertTrue(!goals.equals(metaworld.goals("MT1", "reach-v3", 43, 50)));
    assertEquals(goals.subList(0, 3), metaworld.goals("MT1", "reach-v3", 42, 3));
  }
}
