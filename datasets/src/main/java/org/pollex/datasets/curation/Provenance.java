package org.pollex.datasets.curation;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pollex.datasets.episode.EpisodeMetadata;
import org.pollex.datasets.storage.CanonicalJson;

/**
 * Who changed an episode, when, and what was there before: a JSON list in the episode's attribute
 * {@value #ATTRIBUTE}, to which every change adds.
 */
public final class Provenance {
  /** The attribute. */
  public static final String ATTRIBUTE = "provenance";

  private final String who;
  private final Instant when;
  private final String digest;
  private final List<Change> changes = new ArrayList<>();

  /**
   * One change.
   *
   * @param what the label, stream or range that was changed
   * @param before its value before
   * @param after its value after
   * @param who a person or a command
   * @param when time of the change, ISO 8601
   * @param episode digest of the episode before the change
   */
  public record Change(
      String what, String before, String after, String who, String when, String episode) {}

  /** Starts the changes of one episode, given its digest before them. */
  public Provenance(String who, Instant when, String digest) {
    this.who = who;
    this.when = when;
    this.digest = digest;
  }

  /** Notes a change, unless it changes nothing. */
  public void add(String what, String before, String after) {
    if (!before.equals(after)) {
      changes.add(new Change(what, before, after, who, when.toString(), digest));
    }
  }

  /** Returns true if there is anything to note. */
  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /** Returns the metadata with the changes behind those that it has already. */
  public EpisodeMetadata into(EpisodeMetadata metadata) {
    if (changes.isEmpty()) {
      return metadata;
    }
    List<Change> all = new ArrayList<>(of(metadata));
    all.addAll(changes);
    Map<String, String> attributes = new TreeMap<>(metadata.attributes());
    attributes.put(ATTRIBUTE, CanonicalJson.text(all));
    return metadata.with(attributes);
  }

  /** Returns the changes that an episode tells of, oldest first. */
  public static List<Change> of(EpisodeMetadata metadata) {
    String json = metadata.attributes().getOrDefault(ATTRIBUTE, "[]");
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return Arrays.asList(CanonicalJson.parse(bytes, Change[].class, Path.of(ATTRIBUTE)));
  }
}
