package org.pollex.eval.console;

import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pollex.errors.BadInputException;
import org.pollex.eval.console.camera.FilmRecorder;
import org.pollex.eval.console.camera.Films;
import org.pollex.eval.trial.review.ReviewSample;
import org.pollex.eval.trial.run.OperatorEntry;
import org.pollex.eval.trial.run.OutcomeRecord;
import org.pollex.eval.trial.run.Review;
import org.pollex.eval.trial.run.TrialJournals;
import org.pollex.eval.trial.seal.SealedHeader;
import org.pollex.eval.trial.seal.TrialFolder;

/** The reviewers' side of the console: the sampled rollouts, one after the other. */
final class ReviewDesk {
  private static final int LONGEST_TEXT = 4000;

  private final TrialFolder folder;
  private final SealedHeader header;
  private final Films films;
  private final Clock clock;
  private ReviewSample sample;

  /**
   * What a reviewer sees of the next rollout.
   *
   * @param code of the rollout; empty when none is left, or the trial still runs
   * @param frames pictures of a film that is a sequence of pictures
   * @param rate pictures a second
   * @param video true when there is a film that a browser plays by itself
   * @param photos that the operator took
   * @param wanted reviews that the share asks for
   * @param drawn rollouts of the sample, which were filmed
   */
  record ReviewState(
      boolean open,
      String code,
      String task,
      String instruction,
      List<String> milestones,
      int frames,
      int rate,
      boolean video,
      int photos,
      int done,
      int wanted,
      int drawn) {}

  /** One answer of a reviewer. */
  record Scored(
      String id, String code, boolean success, Map<String, Boolean> milestones, String text) {}

  ReviewDesk(TrialFolder folder, Clock clock) {
    this.folder = folder;
    this.header = folder.header();
    this.films = new Films(folder.file(TrialFolder.VIDEOS));
    this.clock = clock;
  }

  private Optional<ReviewSample> sample() {
    if (sample == null && TrialJournals.complete(folder, header)) {
      sample = ReviewSample.of(folder, code -> films.has(code) || !photos(code).isEmpty());
    }
    return Optional.ofNullable(sample);
  }

  /** Pictures of a trial, oldest first. */
  private List<OperatorEntry> photos(String code) {
    return TrialJournals.entries(folder).stream()
        .filter(entry -> entry.kind() == OperatorEntry.Kind.PHOTO && entry.code().equals(code))
        .toList();
  }

  /** Returns what is to be reviewed next. */
  synchronized ReviewState state() {
    if (sample().isEmpty()) {
      return new ReviewState(false, "", "", "", List.of(), 0, 0, false, 0, 0, 0, 0);
    }
    Set<String> done = reviewed();
    OutcomeRecord next =
        sample.drawn().stream()
            .filter(outcome -> !done.contains(outcome.code()))
            .findFirst()
            .orElse(null);
    String code = next == null ? "" : next.code();
    String task = next == null ? "" : next.task();
    return new ReviewState(
        true,
        code,
        task,
        header.instructions().getOrDefault(task, ""),
        header.rubric().getOrDefault(task, List.of()),
        next == null ? 0 : films.frames(code),
        FilmRecorder.RATE,
        next != null && films.video(code).isPresent(),
        next == null ? 0 : photos(code).size(),
        done.size(),
        sample.wanted(),
        sample.drawn().size());
  }

  private Set<String> reviewed() {
    return TrialJournals.reviews(folder).stream().map(Review::code).collect(Collectors.toSet());
  }

  /** Takes in a review; one that is there already, by its id, changes nothing. */
  synchronized void take(Scored scored, String by) {
    List<Review> reviews = TrialJournals.reviews(folder);
    if (reviews.stream().anyMatch(review -> review.id().equals(scored.id()))) {
      return;
    }
    if (scored.id() == null || !OperatorDesk.ID.matcher(scored.id()).matches()) {
      throw new BadInputException("a review without a usable id", "");
    }
    OutcomeRecord outcome = sampled(scored.code());
    if (folder.has(TrialFolder.OPENED)) {
      throw new BadInputException("this trial is unsealed", "Reviews are blind; it is too late.");
    }
    if (reviews.stream().anyMatch(review -> review.code().equals(scored.code()))) {
      throw new BadInputException("trial " + scored.code() + " was reviewed already", "");
    }
    Set<String> asked = Set.copyOf(header.rubric().getOrDefault(outcome.task(), List.of()));
    Map<String, Boolean> milestones = scored.milestones() == null ? Map.of() : scored.milestones();
    String text = scored.text() == null ? "" : scored.text().strip();
    if (!asked.equals(milestones.keySet()) || text.length() > LONGEST_TEXT) {
      throw new BadInputException(
          "milestones " + milestones.keySet() + " and a note of " + text.length() + " characters",
          "The rubric has " + asked + "; notes have up to " + LONGEST_TEXT + " characters.");
    }
    String at = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    TrialJournals.review(
        folder, new Review(scored.id(), scored.code(), scored.success(), milestones, text, at, by));
  }

  /** Only rollouts of the sample are shown. */
  private OutcomeRecord sampled(String code) {
    return sample().stream()
        .flatMap(drawn -> drawn.drawn().stream())
        .filter(outcome -> outcome.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new BadInputException("trial " + code + " is not in the sample", ""));
  }

  /** Returns one picture of a sampled rollout's film. */
  Pictures.Picture frame(String code, int number) {
    return new Pictures.Picture(films.frame(sampled(code).code(), number), "image/jpeg");
  }

  /** Returns one of the operator's pictures of a sampled rollout. */
  Pictures.Picture photo(String code, int number, Pictures pictures) {
    List<OperatorEntry> all = photos(sampled(code).code());
    if (number < 0 || number >= all.size()) {
      throw new BadInputException("no such picture: " + number, "");
    }
    return pictures.of(all.get(number));
  }

  /** Returns the film of a sampled rollout that a browser plays by itself. */
  Path video(String code) {
    return films
        .video(sampled(code).code())
        .orElseThrow(() -> new BadInputException("trial " + code + " has no such film", ""));
  }
}
