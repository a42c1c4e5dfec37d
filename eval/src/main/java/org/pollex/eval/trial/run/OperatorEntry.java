package org.pollex.eval.trial.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One thing that an operator said of a trial.
 *
 * @param id chosen by the device that sends it; sent again, it is the same entry
 * @param kind what it is
 * @param code the trial's code
 * @param success the outcome; false in everything but an outcome
 * @param milestones of the task's rubric, met or not
 * @param seconds how long the rollout took
 * @param text a note, or the reason of a retraction
 * @param at when it arrived, ISO 8601, UTC
 * @param waited seconds for which it had waited on the device for a connection
 * @param by who sent it: a name given when the device was paired; empty at a terminal
 * @param about of a retraction: id of the entry taken back, empty for the one that holds; of a
 *     picture: its file in the trial's folder
 */
public record OperatorEntry(
    String id,
    Kind kind,
    String code,
    boolean success,
    Map<String, Boolean> milestones,
    double seconds,
    String text,
    String at,
    double waited,
    String by,
    String about) {

  /** What an entry is. */
  public enum Kind {
    /** The outcome of a trial. */
    OUTCOME,
    /** The outcome entered before does not hold; the trial is to be run again. */
    RETRACTION,
    /** The policy of a code was started. */
    START,
    /** The policy's command ended by itself before an outcome was entered; it is started again. */
    DEATH,
    /** That happened once too often: an outcome, a failure. */
    CRASH,
    /** Something worth noting. */
    NOTE,
    /** A picture. */
    PHOTO,
    /** A picture of the scene as it is to be set up for every policy of a bundle. */
    REFERENCE,
    /** Something went dangerously wrong. */
    EMERGENCY,
    /** An outcome or a retraction that came too late to count; kept, without effect. */
    SURPLUS
  }

  /** Copies the map, sorted; fills in what older journals do not say. */
  public OperatorEntry {
    milestones = milestones == null ? Map.of() : new TreeMap<>(milestones);
    text = text == null ? "" : text;
    at = at == null ? "" : at;
    by = by == null ? "" : by;
    about = about == null ? "" : about;
  }

  /** An outcome. */
  static OperatorEntry outcome(
      String id,
      String code,
      boolean success,
      Map<String, Boolean> milestones,
      double seconds,
      String note) {
    return new OperatorEntry(
        id, Kind.OUTCOME, code, success, milestones, seconds, note, "", 0, "", "");
  }

  /** An outcome that nobody entered: the command behind a code died once too often. */
  static OperatorEntry crash(String id, String code, List<String> milestones, int deaths) {
    Map<String, Boolean> missed = new TreeMap<>();
    milestones.forEach(milestone -> missed.put(milestone, false));
    String text = "its command ended by itself " + deaths + " times";
    return new OperatorEntry(id, Kind.CRASH, code, false, missed, 0, text, "", 0, "", "");
  }

  /** Any entry that is no outcome. */
  public static OperatorEntry remark(String id, Kind kind, String code, String text, String about) {
    return new OperatorEntry(id, kind, code, false, Map.of(), 0, text, "", 0, "", about);
  }

  /** Returns the same entry as another kind. */
  public OperatorEntry as(Kind other) {
    return new OperatorEntry(
        id, other, code, success, milestones, seconds, text, at, waited, by, about);
  }

  /** Returns the same entry with the time of its arrival. */
  OperatorEntry arrived(String time) {
    return new OperatorEntry(
        id, kind, code, success, milestones, seconds, text, time, waited, by, about);
  }

  /** Returns true for two sendings of one entry, whenever they arrived and whatever they became. */
  boolean says(OperatorEntry other) {
    return code.equals(other.code)
        && success == other.success
        && milestones.equals(other.milestones)
        && seconds == other.seconds
        && text.equals(other.text)
        && about.equals(other.about);
  }

  /** Returns the entries that give their trials their outcomes, by code, after all of these. */
  public static Map<String, OperatorEntry> holding(List<OperatorEntry> entries) {
    Map<String, OperatorEntry> holding = new HashMap<>();
    entries.forEach(entry -> entry.settle(holding));
    return holding;
  }

  /** Returns how often the command of a code died since its last outcome was taken back. */
  public static int deaths(List<OperatorEntry> entries, String code) {
    int deaths = 0;
    for (OperatorEntry entry : entries) {
      if (entry.code.equals(code)) {
        deaths = entry.kind == Kind.RETRACTION ? 0 : deaths + (entry.kind == Kind.DEATH ? 1 : 0);
      }
    }
    return deaths;
  }

  /** Changes which entries give their trials their outcomes. */
  void settle(Map<String, OperatorEntry> holding) {
    switch (kind) {
      case OUTCOME, CRASH -> holding.put(code, this);
      case RETRACTION -> holding.remove(code);
      case START, DEATH, NOTE, PHOTO, REFERENCE, EMERGENCY, SURPLUS -> {}
    }
  }

  /** Returns how many control periods the rollout of an outcome took. */
  public int steps(double controlPeriod) {
    return (int) Math.round(seconds / controlPeriod);
  }

  /** Returns when the rollout that an outcome is about began. */
  @JsonIgnore
  Instant began() {
    return Instant.parse(at).minusMillis(Math.round(1000 * (waited + seconds)));
  }
}
