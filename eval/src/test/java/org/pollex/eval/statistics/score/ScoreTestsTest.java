package org.pollex.eval.statistics.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.pollex.eval.statistics.ReferenceValues.assertClose;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScoreTestsTest {

  private static final double[] A = {0, .4, .4, .2, .4, 1, 0, .4, .4, .4, .2, .4, 0};
  private static final double[] B = {.8, .8, .8, 1, .8, .6, .8, .8, .8, .4, 1, 0, .6};
  private static final double[] C = {.6, .4, .4, .4, .6, .4, 1, .4, .4, 1, 1, .4, 0};

  /** scipy 1.10.1. */
  @Test
  void welch() {
    check(-3.692744729, 23.99968265, .001140822113, WelchTest.of(A, B));
    check(-1.944569485, 23.66504231, .06380533129, WelchTest.of(A, C));
    check(1.52542554, 23.68467153, .1403966892, WelchTest.of(B, C));
  }

  private static void check(double t, double degrees, double p, WelchTest test) {
    assertClose(t, test.t(), 1e-8, "t");
    assertClose(degrees, test.degreesOfFreedom(), 1e-8, "degrees of freedom");
    assertClose(p, test.p(), 1e-8, "p");
  }

  @Test
  void mannWhitney() {
    assertEquals(26, MannWhitneyTest.of(A, B).u());
    assertClose(.002235674217, MannWhitneyTest.of(A, B).p(), 1e-8, "AB");
    assertEquals(46.5, MannWhitneyTest.of(A, C).u());
    assertClose(.03554429959, MannWhitneyTest.of(A, C).p(), 1e-8, "AC");
    assertEquals(116, MannWhitneyTest.of(B, C).u());
    assertClose(.10134763, MannWhitneyTest.of(B, C).p(), 1e-7, "BC");
  }

  @Test
  void brunnerMunzel() {
    BrunnerMunzelTest test = BrunnerMunzelTest.of(A, B);
    assertClose(3.785040371, test.statistic(), 1e-8, "statistic");
    assertClose(.0009054098829, test.p(), 1e-8, "p");
    assertClose(.8461538462, test.relativeEffect(), 1e-9, "effect");
  }

  @Test
  void dirichletMean() {
    double[] scores = {0, .2, .4, .6, .8, 1};
    check(.3789473684, .06632414317, DirichletMean.of(scores, new int[] {3, 2, 7, 0, 0, 1}));
    check(.6421052632, .06740130776, DirichletMean.of(scores, new int[] {1, 0, 1, 2, 7, 2}));
    check(.5263157895, .06838055482, DirichletMean.of(scores, new int[] {1, 0, 7, 2, 0, 3}));
  }

  private static void check(double mean, double deviation, DirichletMean posterior) {
    assertClose(mean, posterior.mean(), 1e-8, "mean");
    assertClose(deviation, posterior.standardDeviation(), 1e-8, "sd");
  }

  @Test
  void exchangingPoliciesFlipsTheSign() {
    assertEquals(-WelchTest.of(A, C).t(), WelchTest.of(C, A).t(), 1e-12);
    assertEquals(WelchTest.of(A, C).p(), WelchTest.of(C, A).p(), 1e-12);
    BrunnerMunzelTest forth = BrunnerMunzelTest.of(A, C);
    BrunnerMunzelTest back = BrunnerMunzelTest.of(C, A);
    assertEquals(-forth.statistic(), back.statistic(), 1e-12);
    assertEquals(1, forth.relativeEffect() + back.relativeEffect(), 1e-12);
    assertEquals(
        1,
        MannWhitneyTest.of(A, C).probabilityOfImprovement()
            + MannWhitneyTest.of(C, A).probabilityOfImprovement(),
        1e-12);
  }

  @Test
  void constantScoresAreDecidedWithoutDivisionByZero() {
    double[] zeros = {0, 0, 0};
    double[] ones = {1, 1, 1};
    assertEquals(1, WelchTest.of(zeros, zeros).p());
    assertEquals(0, WelchTest.of(zeros, ones).p());
    assertEquals(1, BrunnerMunzelTest.of(ones, ones).p());
    assertEquals(0, BrunnerMunzelTest.of(ones, zeros).p());
    assertEquals(1, MannWhitneyTest.of(ones, ones).p());
    assertThrows(IllegalArgumentException.class, () -> WelchTest.of(new double[] {1}, ones));
    assertThrows(
        IllegalArgumentException.class, () -> WelchTest.of(new double[] {1, Double.NaN}, ones));
  }

  /** For 0/1 scores and fixed margins the permutation test is Fisher's two-sided exact test. */
  @Test
  void permutationAgreesWithTheExactConditionalTest() {
    double[] a = {1, 1, 1, 1, 1, 1, 1, 1, 0, 0};
    double[] b = {1, 1, 1, 1, 1, 0, 0, 0, 0, 0};
    long seed = 9;
    PermutationTest test = PermutationTest.of(a, b, 40_000, new SplittableRandom(seed));
    assertEquals(.3498452012, test.p(), .012, "seed " + seed);
    assertEquals(.3, test.difference(), 1e-12);
    assertEquals(1, PermutationTest.of(a, a, 200, new SplittableRandom(seed)).p());
    assertTrue(PermutationTest.of(A, B, 9_999, new SplittableRandom(seed)).p() < .01);
  }

  @Test
  void midRanksShareTies() {
    assertArrayEquals(new double[] {1.5, 3, 1.5, 4}, Ranks.of(new double[] {0, .2, 0, 1}));
    assertEquals(6, Ranks.tieTerm(new double[] {0, .2, 0, 1}));
  }
}
