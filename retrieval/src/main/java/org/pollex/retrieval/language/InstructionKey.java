package org.pollex.retrieval.language;

import java.util.Set;
import java.util.TreeSet;

/**
 * What an instruction asks for, in the vocabulary's own words; absent parts are empty.
 *
 * @param skill what to do, for example {@code open}
 * @param target class of the object to act on, for example {@code door}
 * @param targetDescription which one, for example {@code left}; a hint, never a condition
 * @param relation where it goes: {@code into}, {@code onto}, {@code out-of}, {@code to} ...
 * @param other class of the second object, for example {@code shelf}
 * @param otherDescription which one of these
 * @param tool class of the object held while acting, for example {@code stick}
 * @param manner ways and detours: {@code from-above}, {@code past-wall} ...
 */
public record InstructionKey(
    String skill,
    String target,
    Set<String> targetDescription,
    String relation,
    String other,
    Set<String> otherDescription,
    String tool,
    Set<String> manner) {
  /** Copies the sets, sorted. */
  public InstructionKey {
    targetDescription = new TreeSet<>(targetDescription);
    otherDescription = new TreeSet<>(otherDescription);
    manner = new TreeSet<>(manner);
  }
}
