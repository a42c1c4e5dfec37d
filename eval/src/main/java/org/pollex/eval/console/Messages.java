package org.pollex.eval.console;

import java.util.List;
import java.util.Map;
import org.pollex.eval.trial.run.OperatorEntry;

/** What devices and the console say to each other, as JSON. */
final class Messages {
  private Messages() {}

  /** Accepts an invitation. */
  record Pairing(String secret, String name) {}

  /** Who a device is to the console. */
  record Identity(String name, Role role, String trial) {}

  /**
   * Something that was entered on a device, maybe a while ago.
   *
   * @param id made on the device
   * @param waited seconds since then
   * @param about of a retraction: id of the entry taken back
   * @param picture base 64, of a photo or reference
   */
  record Submission(
      String id,
      OperatorEntry.Kind kind,
      String code,
      boolean success,
      Map<String, Boolean> milestones,
      double seconds,
      String text,
      double waited,
      String about,
      String picture) {}

  /** Everything that a device holds and knows not to have arrived. */
  record Sync(List<Submission> entries) {}

  /** What became of a submission. */
  enum Status {
    /** It is in the journal, on the disk. */
    KEPT,
    /** It is in the journal, but came too late to count. */
    SURPLUS,
    /** It makes no sense, and was not kept. */
    REFUSED
  }

  /** The answer to one submission. */
  record Receipt(String id, Status status, String message) {}

  /** The answer to a sync. */
  record Synced(List<Receipt> receipts, DeskState state) {}

  /** A trial, by its code. */
  record Code(String id, String code) {}

  /** What went wrong. */
  record Failure(String error) {}

  /** How far the rollout of the current code is. */
  enum Phase {
    /** The scene is to be set up. */
    READY,
    /** The policy acts. */
    RUNNING,
    /** The policy was ended; its outcome is missing. */
    ENDED
  }

  /**
   * What an operator sees: codes, never a policy.
   *
   * @param code of the current trial; empty when none is left
   * @param elapsed seconds since its policy was started
   * @param trouble why the current policy is to be started again; empty for no such reason
   * @param reference address of the picture of the scene; empty when there is none
   * @param camera true when the station has a camera
   * @param complete every needed outcome is there
   * @param closed the outcome chain was written
   */
  record DeskState(
      String code,
      String task,
      String instruction,
      String scene,
      List<String> milestones,
      double timeLimit,
      Phase phase,
      double elapsed,
      String trouble,
      String reference,
      boolean camera,
      int done,
      int total,
      boolean complete,
      boolean closed,
      List<Entered> entries) {}

  /** An entry as devices show it; {@code holds} for the outcome that counts now. */
  record Entered(
      String id,
      OperatorEntry.Kind kind,
      String code,
      boolean success,
      double seconds,
      String text,
      String at,
      String by,
      boolean holds) {}
}
