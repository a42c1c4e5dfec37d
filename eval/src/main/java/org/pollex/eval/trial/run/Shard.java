package org.pollex.eval.trial.run;

import org.pollex.errors.BadInputException;
import org.pollex.eval.trial.seal.SealedHeader;
import org.pollex.eval.trial.seal.SealedTrial;

/**
 * One of n parts of a trial's work: every n-th bundle, so that each part has all tasks and
 * policies.
 *
 * @param number from 1 to {@code of}
 * @param of number of parts
 */
public record Shard(int number, int of) {
  /** Most parts; sites limit arrays of jobs to about so many. */
  public static final int MOST = 10_000;

  /** Checks the numbers. */
  public Shard {
    if (of < 1 || of > MOST || number < 1 || number > of) {
      throw new BadInputException(
          "shard " + number + "/" + of,
          "Allowed: K/N with N from 1 to " + MOST + " and K from 1 to N, for example 3/8.");
    }
  }

  /** Reads {@code K/N}. */
  public static Shard parse(String text) {
    if (!text.matches("\\d{1,9}/\\d{1,9}")) {
      throw new BadInputException("shard '" + text + "'", "Allowed: K/N, for example 3/8.");
    }
    int slash = text.indexOf('/');
    return new Shard(
        Integer.parseInt(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
  }

  /** Returns true when a trial belongs to this part. */
  public boolean has(SealedTrial trial, SealedHeader header) {
    return trial.index() / header.policyCount() % of == number - 1;
  }

  @Override
  public String toString() {
    return number + "/" + of;
  }
}
