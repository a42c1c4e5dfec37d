package org.pollex.retrieval.index;

import java.util.List;
import java.util.Map;

/**
 * The index's JSON.
 *
 * @param format always {@code pollex-index}
 * @param version of the format
 * @param sentenceModel what the embeddings were made with
 * @param shapeVersion what the shape descriptors were made with
 * @param files digest of each file of the folder, by its path within it
 * @param entries the demonstrations
 */
record IndexManifest(
    String format,
    int version,
    String sentenceModel,
    int shapeVersion,
    Map<String, String> files,
    List<Entry> entries) {
  static final String FORMAT = "pollex-index";
  static final int VERSION = 1;

  /**
   * One demonstration; its vectors are row k of the blocks, for the k-th entry.
   *
   * @param points number of points of its cloud
   * @param viewpoint position of the camera, or empty
   */
  record Entry(
      String id,
      String file,
      int episode,
      String task,
      String instruction,
      int points,
      List<Double> viewpoint) {}
}
