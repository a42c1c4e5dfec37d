package org.pollex.eval.trial.review;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pollex.eval.trial.run.OutcomeRecord;
import org.pollex.eval.trial.run.Review;
import org.pollex.eval.trial.run.TrialJournals;
import org.pollex.eval.trial.seal.TrialFolder;

/** An outcome as the operator entered it, and as a reviewer saw it. */
record ReviewedOutcome(OutcomeRecord outcome, Review review) {
  /** Reads the first review of every outcome that has one, in sealed order. */
  static List<ReviewedOutcome> read(TrialFolder folder) {
    Map<String, Review> reviews = new HashMap<>();
    TrialJournals.reviews(folder).forEach(review -> reviews.putIfAbsent(review.code(), review));
    List<ReviewedOutcome> reviewed = new ArrayList<>();
    for (OutcomeRecord outcome : TrialJournals.outcomes(folder)) {
      Review review = reviews.get(outcome.code());
      if (review != null) {
        reviewed.add(new ReviewedOutcome(outcome, review));
      }
    }
    return reviewed;
  }

  /** Returns true when the two do not agree about success. */
  boolean differs() {
    return outcome.success() != review.success();
  }
}
