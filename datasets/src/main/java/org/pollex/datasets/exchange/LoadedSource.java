package org.pollex.datasets.exchange;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.pollex.datasets.episode.Environment;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.source.EpisodeSource;

/**
 * Episodes that are read by their position.
 *
 * @param count number of episodes
 * @param reader reads one
 * @param closing what to close in the end
 */
record LoadedSource(
    Optional<Environment> environment,
    Map<String, Set<Integer>> filterKeys,
    List<String> notCarried,
    int count,
    IntFunction<Episode> reader,
    Runnable closing)
    implements EpisodeSource {

  @Override
  public Iterator<Episode> iterator() {
    return IntStream.range(0, count).mapToObj(reader).iterator();
  }

  @Override
  public void close() {
    closing.run();
  }
}
