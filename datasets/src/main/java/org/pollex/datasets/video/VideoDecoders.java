package org.pollex.datasets.video;

import java.util.LinkedHashMap;
import java.util.Map;

/** The decoders of one thread: one for all files with equal codec parameters, a few at most. */
public final class VideoDecoders implements AutoCloseable {
  private static final int MOST = 4;

  private final Map<String, VideoDecoder> decoders = new LinkedHashMap<>(8, 0.75f, true);

  /** Returns the decoder of a file; it is valid until this is asked for another file's. */
  public VideoDecoder of(VideoFile file) {
    VideoDecoder known = decoders.get(file.decodedBy());
    if (known != null) {
      return known;
    }
    if (decoders.size() == MOST) {
      String eldest = decoders.keySet().iterator().next();
      decoders.remove(eldest).close();
    }
    VideoDecoder fresh = new VideoDecoder(file);
    decoders.put(file.decodedBy(), fresh);
    return fresh;
  }

  @Override
  public void close() {
    decoders.values().forEach(VideoDecoder::close);
    decoders.clear();
  }
}
