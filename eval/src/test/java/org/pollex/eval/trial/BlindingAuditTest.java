package org.pollex.eval.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.eval.trial.blinding.BlindingAudit;
import org.pollex.eval.trial.blinding.OperatorView;
import org.pollex.eval.trial.plan.TrialPlan;
import org.pollex.eval.trial.result.TrialResult;
import org.pollex.eval.trial.seal.KeyRing;
import org.pollex.eval.trial.seal.TrialFolder;

/** A classifier cannot tell the policies of a trial apart, and finds what is leaked to it. */
class BlindingAuditTest {
  private static final double FOUND = 1e-6;

  @TempDir private Path scratch;

  @Test
  void aTrialIsBlindAndPlantedLeaksAreFound() throws Exception {
    audited(50, 1e-5);
  }

  @Test
  @Tag("long")
  void tenThousandTrialsAreBlindAndPlantedLeaksAreFound() throws Exception {
    audited(1000, 0.01);
  }

  /**
   * Two policies in five tasks.
   *
   * @param falseAlarm how often a blind trial fails this test
   */
  private void audited(int rollouts, double falseAlarm) throws Exception {
    KeyRing keys = new KeyRing(scratch.resolve("keys"));
    TrialFolder folder =
        Rehearsal.seal(
            Rehearsal.plan(
                new TrialPlan.Analysis("barnard", 0.05, "holm"),
                5,
                rollouts,
                11,
                "bernoulli:0.7@2-4",
                "bernoulli:0.3@2-4"),
            scratch.resolve("trial"),
            keys);
    Rehearsal.run(folder, keys, 1);
    TrialResult result = Unsealer.unseal(folder, keys).result();
    List<String> actors = new ArrayList<>();
    result.outcomes().forEach(outcome -> actors.add(outcome.policy()));
    List<OperatorView> views = OperatorView.read(folder, actors::get);
    BlindingAudit blind = BlindingAudit.of(views);
    System.out.println("as it is: " + blind);
    assertEquals(result.blinding(), blind);
    assertTrue(blind.p() > falseAlarm, "not blind, or bad luck: " + blind);

    assertFound("codes reused per arm", planted(views, BlindingAuditTest::reusedCode));
    assertFound("5 ms", planted(views, BlindingAuditTest::lateStart));
    StringBuilder log = new StringBuilder();
    views.forEach(
        view ->
            log.append("trial ")
                .append(view.code())
                .append(" by ")
                .append(view.policy())
                .append('\n'));
    Files.writeString(folder.file("runner.log"), log);
    assertFound("a name in a log", OperatorView.read(folder, actors::get));
  }

  private static void assertFound(String leak, List<OperatorView> views) {
    BlindingAudit audit = BlindingAudit.of(views);
    System.out.println(leak + ": " + audit);
    assertTrue(audit.p() < FOUND, leak + ": " + audit);
  }

  private static List<OperatorView> planted(
      List<OperatorView> views, UnaryOperator<OperatorView> leak) {
    return views.stream().map(leak).toList();
  }

  private static OperatorView reusedCode(OperatorView view) {
    String code = view.policy().equals("arm-1") ? "K7F3-9QXM" : "2DQ0-W8ZP";
    return new OperatorView(
        view.bundle(),
        view.place(),
        view.policy(),
        code,
        view.readyMillis(),
        view.bytes(),
        view.words());
  }

  private static OperatorView lateStart(OperatorView view) {
    OptionalDouble ready =
        view.readyMillis().isPresent() && view.policy().equals("arm-1")
            ? OptionalDouble.of(view.readyMillis().getAsDouble() + 5)
            : view.readyMillis();
    return new OperatorView(
        view.bundle(), view.place(), view.policy(), view.code(), ready, view.bytes(), view.words());
  }

  /** Under marks that mean nothing p-values are not too small, whatever is common to bundles. */
  @Test
  void pValuesOfMeaninglessMarksAreNotTooSmall() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int small = 0;
    int studies = 1000;
    for (int study = 0; study < studies; study++) {
      List<OperatorView> views = new ArrayList<>();
      for (int bundle = 0; bundle < 40; bundle++) {
        List<String> arms = new ArrayList<>(List.of("a", "b", "c"));
        Collections.shuffle(arms, random);
        for (int place = 0; place < 3; place++) {
          views.add(
              new OperatorView(
                  bundle,
                  place,
                  arms.get(place),
                  "CODE-000" + random.nextInt(10),
                  OptionalDouble.of(10 * place + random.nextGaussian()),
                  Map.of("note", 100 + random.nextInt(3)),
                  Set.of()));
        }
      }
      small += BlindingAudit.of(views).p() <= 0.05 ? 1 : 0;
    }
    assertTrue(
        small < 0.05 * studies + 4 * Math.sqrt(0.05 * 0.95 * studies), small + ", seed " + seed);
  }
}
