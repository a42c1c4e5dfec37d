package org.pollex.eval.console;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pollex.errors.BadInputException;
import org.pollex.eval.console.Messages.DeskState;
import org.pollex.eval.console.Messages.Entered;
import org.pollex.eval.console.Messages.Phase;
import org.pollex.eval.console.Messages.Receipt;
import org.pollex.eval.console.Messages.Status;
import org.pollex.eval.console.Messages.Submission;
import org.pollex.eval.trial.run.CommandState;
import org.pollex.eval.trial.run.ManualTrials;
import org.pollex.eval.trial.run.OperatorEntry;
import org.pollex.eval.trial.run.OperatorEntry.Kind;
import org.pollex.eval.trial.run.TrialJournals;
import org.pollex.eval.trial.seal.SealedHeader;
import org.pollex.eval.trial.seal.SealedTrial;
import org.pollex.eval.trial.seal.TrialFolder;

/**
 * The operators' side of the console, over {@link ManualTrials}: several devices look at one trial
 * and send what they were told, at once or after the Wi-Fi came back.
 *
 * <p>An entry is on the disk before it is acknowledged, and is acknowledged as often as it is sent.
 * What comes too late to count, such as a second outcome of one trial, is kept without effect.
 */
final class OperatorDesk {
  /** How ids of entries look. */
  static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{8,64}");

  /** Kinds of entries that the console makes by itself. */
  private static final Set<Kind> OWN = EnumSet.of(Kind.SURPLUS, Kind.START, Kind.DEATH, Kind.CRASH);

  private static final int LONGEST_TEXT = 4000;
  private static final int MOST_ENTRIES = 100;
  private static final int SHOWN = 40;

  private final TrialFolder folder;
  private final SealedHeader header;
  private final Map<String, SealedTrial> trials;
  private final ManualTrials entries;
  private final PolicyStarter starter;
  private final Pictures pictures;
  private final Filming filming;

  /** What was started last, and since when; its clock stands still once it was ended. */
  private String started = "";

  private long startNanos;
  private long endNanos;
  private boolean running;

  /** Why what was started is to be started again; empty for no such reason. */
  private String trouble = "";

  /** Films rollouts while they run, where there is a camera. */
  interface Filming {
    /** Where there is no camera. */
    Filming NONE =
        new Filming() {
          @Override
          public boolean hasCamera() {
            return false;
          }

          @Override
          public void begin(String code) {}

          @Override
          public void end() {}
        };

    boolean hasCamera();

    void begin(String code);

    void end();
  }

  OperatorDesk(
      TrialFolder folder,
      ManualTrials entries,
      PolicyStarter starter,
      Pictures pictures,
      Filming filming) {
    this.folder = folder;
    this.header = folder.header();
    this.trials =
        folder.trials().stream().collect(Collectors.toMap(SealedTrial::code, trial -> trial));
    this.entries = entries;
    this.starter = starter;
    this.pictures = pictures;
    this.filming = filming;
  }

  /** Takes in what a device sends. */
  synchronized List<Receipt> submit(List<Submission> submissions, String by) {
    if (submissions.size() > MOST_ENTRIES) {
      throw new BadInputException(
          submissions.size() + " entries at once", "Allowed: up to " + MOST_ENTRIES + ".");
    }
    List<Receipt> receipts = new ArrayList<>();
    for (Submission submission : submissions) {
      receipts.add(receipt(submission, by));
    }
    return receipts;
  }

  private Receipt receipt(Submission submission, String by) {
    try {
      OperatorEntry entry = entry(submission, by);
      Optional<OperatorEntry> known = entries.entry(entry.id());
      boolean late = known.map(each -> each.kind() == Kind.SURPLUS).orElseGet(() -> late(entry));
      entries.submit(late ? entry.as(Kind.SURPLUS) : entry);
      if (entry.kind() == Kind.OUTCOME && entry.code().equals(started)) {
        end();
        started = "";
      }
      return late
          ? new Receipt(entry.id(), Status.SURPLUS, tooLate(entry))
          : new Receipt(entry.id(), Status.KEPT, "");
    } catch (BadInputException refused) {
      return new Receipt(submission.id(), Status.REFUSED, refused.getMessage());
    }
  }

  /** Returns true for what would have counted if it had arrived earlier. */
  private boolean late(OperatorEntry entry) {
    Optional<OperatorEntry> held = entries.outcome(entry.code());
    return switch (entry.kind()) {
      case OUTCOME -> entries.closed() || held.isPresent();
      case RETRACTION ->
          entries.closed() || held.isEmpty() || !held.get().id().equals(entry.about());
      default -> false;
    };
  }

  private String tooLate(OperatorEntry entry) {
    if (entries.closed()) {
      return "The trial is closed. This was kept, but it does not count.";
    }
    return entry.kind() == Kind.OUTCOME
        ? entry.code() + " had an outcome already. This one was kept, but it does not count."
        : "The outcome of " + entry.code() + " was taken back before. Nothing has changed.";
  }

  private OperatorEntry entry(Submission said, String by) {
    if (said.id() == null || !ID.matcher(said.id()).matches()) {
      throw new BadInputException("an entry without a usable id", "Allowed: " + ID.pattern());
    }
    if (said.kind() == null || said.code() == null || !trials.containsKey(said.code())) {
      throw new BadInputException("an entry without a kind, or about no trial of this folder", "");
    }
    if (OWN.contains(said.kind())) {
      throw new BadInputException("an entry of a kind that devices do not send", "");
    }
    String text = said.text() == null ? "" : said.text().strip();
    if (text.length() > LONGEST_TEXT) {
      throw new BadInputException(
          "a note of " + text.length() + " characters", "Allowed: up to " + LONGEST_TEXT + ".");
    }
    if (said.kind() == Kind.NOTE && text.isEmpty()) {
      throw new BadInputException("an empty note", "Say something.");
    }
    boolean outcome = said.kind() == Kind.OUTCOME;
    boolean picture = said.kind() == Kind.PHOTO || said.kind() == Kind.REFERENCE;
    String about = said.kind() == Kind.RETRACTION ? said.about() : "";
    return new OperatorEntry(
        said.id(),
        said.kind(),
        said.code(),
        outcome && said.success(),
        outcome ? said.milestones() : Map.of(),
        outcome ? Math.round(1000 * said.seconds()) / 1000.0 : 0,
        text,
        "",
        Double.isFinite(said.waited()) ? Math.max(0, said.waited()) : 0,
        by,
        picture ? pictures.keep(said.picture() == null ? "" : said.picture()) : about);
  }

  /**
   * Starts the policy of the current trial; one that runs already goes on.
   *
   * @param id of the entry that notes the start
   */
  synchronized void start(String id, String code, String by) {
    look();
    if (running && started.equals(code)) {
      return;
    }
    SealedTrial next =
        current().orElseThrow(() -> new BadInputException("no trial is left to run", "Close it."));
    if (!next.code().equals(code)) {
      throw new BadInputException("the trial to run is " + next.code() + ", not " + code, "");
    }
    if (id == null || !ID.matcher(id).matches()) {
      throw new BadInputException("a start without a usable id", "Allowed: " + ID.pattern());
    }
    end();
    starter.start(code);
    trouble = "";
    started = code;
    startNanos = System.nanoTime();
    running = true;
    filming.begin(code);
    entries.submit(new OperatorEntry(id, Kind.START, code, false, Map.of(), 0, "", "", 0, by, ""));
  }

  /** Ends the policy that runs, if it is the one of this code. */
  synchronized void stop(String code) {
    if (started.equals(code)) {
      end();
    }
  }

  /** What was started may have ended without anybody's doing here. */
  private void look() {
    CommandState command = running ? starter.state() : CommandState.RUNNING;
    if (command == CommandState.DIED) {
      end();
      trouble = entries.died(started);
      started = "";
    } else if (command == CommandState.KILLED) {
      end();
      trouble =
          started + ": the policy was ended from outside. That does not count; start it again.";
      started = "";
    }
  }

  private void end() {
    if (running) {
      running = false;
      endNanos = System.nanoTime();
      filming.end();
      starter.stop();
    }
  }

  /** Writes the outcome chain. */
  synchronized void close() {
    if (!TrialJournals.complete(folder, header)) {
      entries.finish();
    }
  }

  /** The trial that was started and has no outcome yet, else the next one in sealed order. */
  private Optional<SealedTrial> current() {
    return started.isEmpty() || entries.outcome(started).isPresent()
        ? entries.next()
        : Optional.of(trials.get(started));
  }

  /** Returns the picture of the current scene. */
  synchronized Optional<Pictures.Picture> reference() {
    return current()
        .flatMap(
            trial ->
                reference(trial)
                    .map(pictures::of)
                    .or(() -> pictures.scene(trial).map(Pictures::read)));
  }

  /** The last picture that an operator kept of a scene. */
  private Optional<OperatorEntry> reference(SealedTrial trial) {
    return entries.entries().stream()
        .filter(entry -> entry.kind() == Kind.REFERENCE)
        .filter(entry -> trials.get(entry.code()).condition().equals(trial.condition()))
        .reduce((earlier, later) -> later);
  }

  private String referenceAddress(SealedTrial trial) {
    return reference(trial)
        .map(OperatorEntry::id)
        .or(() -> pictures.scene(trial).map(file -> "scene-" + trial.index()))
        .map(version -> "/api/reference?" + version)
        .orElse("");
  }

  /** Returns what operators see. */
  synchronized DeskState state() {
    look();
    Optional<SealedTrial> next = current();
    String code = next.map(SealedTrial::code).orElse("");
    String task = next.map(SealedTrial::task).orElse("");
    boolean known = !code.isEmpty() && code.equals(started);
    double elapsed = known ? ((running ? System.nanoTime() : endNanos) - startNanos) / 1e9 : 0;
    List<OperatorEntry> all = entries.entries();
    return new DeskState(
        code,
        task,
        header.instructions().getOrDefault(task, ""),
        next.map(SealedTrial::condition).orElse(""),
        entries.milestones(task),
        entries.timeLimit(),
        !known ? Phase.READY : running ? Phase.RUNNING : Phase.ENDED,
        elapsed,
        trouble,
        next.map(this::referenceAddress).orElse(""),
        filming.hasCamera(),
        entries.outcomes(),
        header.trials(),
        next.isEmpty(),
        TrialJournals.complete(folder, header),
        all.subList(Math.max(0, all.size() - SHOWN), all.size()).reversed().stream()
            .filter(entry -> entry.kind() != Kind.START)
            .map(this::shown)
            .toList());
  }

  private Entered shown(OperatorEntry entry) {
    boolean holds =
        entries.outcome(entry.code()).map(held -> held.id().equals(entry.id())).orElse(false);
    return new Entered(
        entry.id(),
        entry.kind(),
        entry.code(),
        entry.success(),
        entry.seconds(),
        entry.text(),
        entry.at(),
        entry.by(),
        holds);
  }
}
