package org.pollex.datasets.hdf5;

import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.filter.PipelineFilterWithData;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.pollex.errors.BadInputException;

/**
 * Decodes one chunk. gzip, shuffle and Fletcher-32 are undone here, because a decoder must not
 * produce more than the chunk's declared size (a "bomb"); other filters are the library's.
 */
final class ChunkDecoder {
  private static final int DEFLATE = 1;
  private static final int SHUFFLE = 2;
  private static final int FLETCHER32 = 3;

  private final Path file;
  private final ChunkedDataset dataset;
  private final int chunkBytes;
  private final int elementBytes;
  private final List<Integer> filters;

  ChunkDecoder(Path file, ChunkedDataset dataset, int chunkBytes, int elementBytes) {
    this.file = file;
    this.dataset = dataset;
    this.chunkBytes = chunkBytes;
    this.elementBytes = elementBytes;
    this.filters = dataset.getFilters().stream().map(PipelineFilterWithData::getId).toList();
  }

  /** True if all filters are undone here. */
  boolean known() {
    return Set.of(DEFLATE, SHUFFLE, FLETCHER32).containsAll(filters);
  }

  /** True if a chunk's bytes are not as they lie in memory. */
  boolean filtered() {
    return filters.stream().anyMatch(filter -> filter != SHUFFLE || elementBytes > 1);
  }

  /** True if inflating is all that a chunk needs. */
  boolean onlyDeflated() {
    return filters.stream()
        .filter(filter -> filter != SHUFFLE || elementBytes > 1)
        .toList()
        .equals(List.of(DEFLATE));
  }

  /** The bytes of the chunk that starts at this element, as they were before filtering. */
  byte[] decode(int[] offset) {
    if (!known()) {
      return requireSize(dataset.getDecompressedChunk(offset));
    }
    ByteBuffer raw = dataset.getRawChunkBuffer(offset);
    byte[] bytes = new byte[raw.remaining()];
    raw.get(bytes);
    return undo(bytes);
  }

  /** What the bytes of a stored chunk were before filtering. */
  byte[] undo(byte[] stored) {
    byte[] bytes = stored;
    for (int filter : filters.reversed()) {
      bytes =
          switch (filter) {
            case DEFLATE -> inflate(bytes);
            case SHUFFLE -> unshuffle(bytes);
            default -> checked(bytes);
          };
    }
    return requireSize(bytes);
  }

  private byte[] inflate(byte[] compressed) {
    byte[] bytes = new byte[chunkBytes];
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(compressed);
      int n = 0;
      while (n < chunkBytes && !inflater.finished()) {
        int more = inflater.inflate(bytes, n, chunkBytes - n);
        if (more == 0) {
          break;
        }
        n += more;
      }
      if (n < chunkBytes || inflater.inflate(new byte[1]) > 0) {
        throw wrongSize();
      }
      return bytes;
    } catch (DataFormatException e) {
      throw damaged("a compressed chunk is damaged: " + e.getMessage());
    }
  }

  /** Checks and removes the checksum behind a chunk. */
  private byte[] checked(byte[] bytes) {
    int length = bytes.length - Integer.BYTES;
    if (length < 0) {
      throw wrongSize();
    }
    int stored = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(length);
    if (stored != fletcher32(bytes, length)) {
      throw damaged("a chunk does not match its checksum");
    }
    return Arrays.copyOf(bytes, length);
  }

  /** Fletcher's checksum over big-endian 16-bit words, as the HDF5 format defines it. */
  private static int fletcher32(byte[] bytes, int length) {
    long low = 0;
    long high = 0;
    for (int i = 0; i < length; i += 2) {
      int second = i + 1 < length ? bytes[i + 1] & 0xff : 0;
      low = fold(low + ((bytes[i] & 0xff) << 8 | second));
      high = fold(high + low);
    }
    return (int) (high << 16 | low);
  }

  /** The remainder modulo 65535 as adding the carries gives it: 65535 in place of 0. */
  private static long fold(long sum) {
    return sum == 0 ? 0 : (sum - 1) % 0xffff + 1;
  }

  /** Byte i of every element lies together in a shuffled chunk; brings them back. */
  private byte[] unshuffle(byte[] shuffled) {
    if (elementBytes == 1) {
      return shuffled;
    }
    int count = shuffled.length / elementBytes;
    byte[] bytes = new byte[shuffled.length];
    for (int b = 0; b < elementBytes; b++) {
      int from = b * count;
      for (int i = 0; i < count; i++) {
        bytes[i * elementBytes + b] = shuffled[from + i];
      }
    }
    return bytes;
  }

  private byte[] requireSize(byte[] bytes) {
    if (bytes.length != chunkBytes) {
      throw wrongSize();
    }
    return bytes;
  }

  BadInputException wrongSize() {
    return damaged("a chunk does not have its declared " + chunkBytes + " bytes");
  }

  BadInputException damaged(String how) {
    return new BadInputException(
        file + ", " + dataset.getPath() + ": " + how, "Copy the file again from its source.");
  }
}
