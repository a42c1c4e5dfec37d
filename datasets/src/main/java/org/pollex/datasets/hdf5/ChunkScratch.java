package org.pollex.datasets.hdf5;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * What one thread needs to decode chunks again and again: a decompressor, and for each stream the
 * chunk that was decoded last, since neighbouring rows often lie in one.
 */
public final class ChunkScratch implements AutoCloseable {
  private final Arena arena = Arena.ofShared();
  private final FastInflater fast = new FastInflater();
  private final Inflater inflater = new Inflater();
  private final Map<Integer, Kept> kept = new HashMap<>();

  /** A decoded chunk and where it came from. */
  private static final class Kept {
    private final MemorySegment bytes;
    private StoredChunks from;
    private int chunk = -1;

    private Kept(MemorySegment bytes) {
      this.bytes = bytes;
    }
  }

  /** The decoded bytes of a chunk; overwritten by the next chunk of the same size. */
  MemorySegment decoded(StoredChunks rows, int chunk) {
    Kept last = kept.computeIfAbsent(rows.chunkBytes(), size -> new Kept(arena.allocate(size, 64)));
    if (last.from != rows || last.chunk != chunk) {
      last.from = null;
      rows.decode(chunk, last.bytes, this);
      last.from = rows;
      last.chunk = chunk;
    }
    return last.bytes;
  }

  /**
   * Inflates into a block that must be filled exactly.
   *
   * @return false if the compressed bytes give more or less
   */
  boolean inflate(MemorySegment compressed, MemorySegment out) throws DataFormatException {
    if (fast.inflate(compressed, out)) {
      return true;
    }
    inflater.reset();
    inflater.setInput(compressed.asByteBuffer());
    var target = out.asByteBuffer();
    while (target.hasRemaining() && inflater.inflate(target) > 0) {
      continue;
    }
    return !target.hasRemaining()
        && (inflater.finished() || inflater.inflate(new byte[1]) == 0 && inflater.finished());
  }

  @Override
  public void close() {
    fast.close();
    inflater.end();
    arena.close();
  }
}
