package org.pollex.datasets.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pollex.datasets.episode.Episode;
import org.pollex.hardware.world.StreamSpec;

/** An episode with its streams sorted by what they are. */
final class LintEpisode {
  private final Episode episode;
  private final int position;
  private final Set<String> keys;
  private final List<Signal> signals = new ArrayList<>();

  LintEpisode(Episode episode, int position, Set<String> filterKeys) {
    this.episode = episode;
    this.position = position;
    this.keys = Set.copyOf(filterKeys);
    for (StreamSpec spec : episode.specs()) {
      signals.add(Signal.of(spec, episode.stream(spec.name())));
    }
  }

  Episode episode() {
    return episode;
  }

  int position() {
    return position;
  }

  Set<String> filterKeys() {
    return keys;
  }

  int steps() {
    return episode.steps();
  }

  List<Signal> signals() {
    return signals;
  }

  List<Signal> signals(Role... roles) {
    List<Role> wanted = List.of(roles);
    return signals.stream().filter(s -> wanted.contains(s.role())).toList();
  }

  Optional<Signal> actions() {
    return signals(Role.ACTION).stream().findFirst();
  }

  /** What the robot itself measures of its motion; commands and goals are not measured. */
  List<Signal> motion() {
    return signals(Role.POSITION, Role.JOINT, Role.QUATERNION).stream()
        .filter(s -> !s.privileged() && !s.commanded())
        .toList();
  }
}
