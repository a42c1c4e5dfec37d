package org.pollex.eval.statistics.sequential;

import java.util.Arrays;
import java.util.List;
import org.pollex.errors.BadInputException;

/** The sequential tests on offer, by the names under which plans and commands ask for them. */
public enum SequentialMethod {
  /** Lai's test on discordant pairs, exactly calibrated. */
  LAI("lai", true) {
    @Override
    SequentialTest create(double alpha, int pairs, long seed) {
      return LaiTest.exact(alpha, pairs);
    }
  },
  /** Lai's test with the published costs, for comparison with papers. */
  LAI_PUBLISHED("lai-published", true) {
    @Override
    SequentialTest create(double alpha, int pairs, long seed) {
      return LaiTest.published(alpha, pairs);
    }
  },
  /** Anytime-valid betting; needs no maximum of pairs. */
  SAVI("savi", false) {
    @Override
    SequentialTest create(double alpha, int pairs, long seed) {
      return new SaviTest(alpha);
    }
  },
  /** The synthesised boundary of Snyder et al. (2025). */
  STEP("step", true) {
    @Override
    SequentialTest create(double alpha, int pairs, long seed) {
      return StepTest.of(alpha, pairs, seed);
    }
  },
  /** Barnard's exact test at five evenly spaced looks. */
  BARNARD("barnard", true) {
    @Override
    SequentialTest create(double alpha, int pairs, long seed) {
      int looks = Math.min(pairs, BarnardLooksTest.USUAL_LOOKS);
      return BarnardLooksTest.of(alpha, pairs, looks);
    }
  },
  /** The optimal design under a uniform prior at the usual price of a pair. */
  OPTIMAL("optimal", true) {
    @Override
    SequentialTest create(double alpha, int pairs, long seed) {
      double cost = OptimalTest.usualCost(pairs);
      return OptimalTest.of(new RatePrior.Uniform(), cost, alpha, pairs, seed);
    }
  };

  private final String id;
  private final boolean truncated;

  SequentialMethod(String id, boolean truncated) {
    this.id = id;
    this.truncated = truncated;
  }

  abstract SequentialTest create(double alpha, int pairs, long seed);

  /** The name, such as {@code lai-published}. */
  public String id() {
    return id;
  }

  /** True if the maximum of pairs must be committed beforehand. */
  public boolean isTruncated() {
    return truncated;
  }

  /** The names of all methods. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(SequentialMethod::id).toList();
  }

  /** The method of a name; refuses unknown ones with the nearest valid. */
  public static SequentialMethod of(String id) {
    return Arrays.stream(values())
        .filter(method -> method.id.equals(id))
        .findFirst()
        .orElseThrow(() -> BadInputException.unknownName("sequential test", id, ids()));
  }

  /**
   * Designs the test.
   *
   * @param alpha error rate per direction
   * @param pairs committed maximum of pairs; not looked at by a test without one
   * @param seed of the draws at randomised boundaries; used by {@code step} and {@code optimal}
   * @throws BadInputException if the test cannot have these numbers
   */
  public SequentialTest design(double alpha, int pairs, long seed) {
    try {
      return create(alpha, pairs, seed);
    } catch (IllegalArgumentException e) {
      throw new BadInputException("test " + id + ": " + e.getMessage(), "", e);
    }
  }
}
