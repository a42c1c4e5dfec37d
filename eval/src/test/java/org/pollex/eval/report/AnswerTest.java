package org.pollex.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.eval.trial.result.OpenedTrial;

/** The sentence that answers the question. */
class AnswerTest {
  @TempDir Path folder;

  private String answer(SyntheticTrial trial) {
    return TrialReport.write(OpenedTrial.of(trial.result()), folder).answer();
  }

  @Test
  void namesTheBetterPolicy() {
    assertEquals(
        "good is better than bad: it solved 100\u202F% of its rollouts, bad 0\u202F%.",
        answer(
            new SyntheticTrial(1)
                .policy("bad", 0, "ee_pos")
                .policy("good", 1, "ee_pos")
                .tasks(1)
                .rollouts(30)));
  }

  @Test
  void saysWhenNothingIsShown() {
    String answer =
        answer(
            new SyntheticTrial(1)
                .policy("one", 1, "ee_pos")
                .policy("two", 1, "ee_pos")
                .tasks(2)
                .rollouts(10));
    assertEquals(
        "This trial does not show which policy is better: one and two cannot be told apart.",
        answer);
  }

  @Test
  void aCeilingThatReadsTheSimulatorIsNotTheHeadline() throws Exception {
    String answer = answer(SyntheticTrial.demo(4, 20));
    assertTrue(answer.startsWith("mt3 is better than replay: it solved "), answer);
    String page = Files.readString(folder.resolve(TrialReport.PAGE));
    assertTrue(page.contains("which reads the simulator’s own state"));
  }

  @Test
  void blindBaselinesDoNotHideTheExpert() {
    String answer =
        answer(
            new SyntheticTrial(1)
                .policy("expert", 1, "expert_action")
                .policy("random", 0)
                .policy("zero", 0)
                .tasks(1)
                .rollouts(20));
    assertTrue(answer.startsWith("expert is better than random and zero: "), answer);
  }

  @Test
  void keepsTiesApartFromTheBeaten() {
    String answer =
        answer(
            new SyntheticTrial(1)
                .policy("first", 1, "ee_pos")
                .policy("second", 1, "ee_pos")
                .policy("last", 0, "ee_pos")
                .tasks(1)
                .rollouts(20));
    assertEquals("first is better than last, but cannot be told apart from second.", answer);
  }

  @Test
  void aSmallTrialSaysThatItProvesLittle() throws Exception {
    answer(SyntheticTrial.demo(3, 10));
    String small = Files.readString(folder.resolve(TrialReport.PAGE));
    assertTrue(small.contains("proves little"));
    answer(SyntheticTrial.demo(5, 20));
    assertFalse(Files.readString(folder.resolve(TrialReport.PAGE)).contains("proves little"));
  }

  @Test
  void anIncompleteTrialSaysHowMuchIsMissing() throws Exception {
    var result = SyntheticTrial.demo(3, 20).missing(0.1).result();
    TrialReport.write(OpenedTrial.of(result), folder);
    String page = Files.readString(folder.resolve(TrialReport.PAGE));
    assertTrue(page.contains("This trial is incomplete."));
    assertTrue(page.contains("value=\"" + (240 - result.outcomes().size()) + "\""));
  }

  @Test
  void onePolicyAloneIsReported() {
    String answer = answer(new SyntheticTrial(1).policy("mt3", 0.8, "ee_pos").tasks(2).rollouts(5));
    assertEquals("mt3 was the only policy under test.", answer);
  }
}
