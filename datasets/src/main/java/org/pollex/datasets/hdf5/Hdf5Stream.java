package org.pollex.datasets.hdf5;

import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.dataset.CompactDataset;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.pollex.datasets.rows.RowStream;
import org.pollex.datasets.rows.StoredRows;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

/**
 * The values of one numeric data set, read by chunk: a range of rows decodes only the chunks that
 * it touches.
 */
public final class Hdf5Stream implements RowStream {
  /** More than this at once is refused; long streams are read in ranges of rows. */
  private static final long MAX_BYTES = 1L << 30;

  private final Hdf5Input input;
  private final Dataset dataset;
  private final StoredType type;
  private final int[] shape;
  private final StreamSpec spec;

  private Hdf5Stream(
      Hdf5Input input, Dataset dataset, StoredType type, int[] shape, StreamSpec spec) {
    this.input = input;
    this.dataset = dataset;
    this.type = type;
    this.shape = shape;
    this.spec = spec;
  }

  /** Opens a data set as a stream of the given name; empty if it does not hold numbers. */
  static Optional<Hdf5Stream> open(Hdf5Input input, Dataset dataset, String name) {
    return input.attempt(
        dataset.getPath(),
        () ->
            dataset.isCompound() || dataset.isVariableLength()
                ? Optional.empty()
                : StoredType.of(dataset.getDataType())
                    .map(type -> open(input, dataset, name, type)));
  }

  private static Hdf5Stream open(Hdf5Input input, Dataset dataset, String name, StoredType type) {
    int[] shape = dataset.isScalar() ? new int[0] : dataset.getDimensions();
    List<Integer> row = Arrays.stream(shape).skip(1).boxed().toList();
    StreamSpec spec =
        new StreamSpec(
            name,
            type.dtype(),
            row,
            input.text(dataset, "unit").orElse(""),
            input.text(dataset, "frame").orElse(""),
            input.text(dataset, "layout").orElse(""),
            privilege(input.text(dataset, "privilege").orElse("")),
            false);
    return new Hdf5Stream(input, dataset, type, shape, spec);
  }

  private static StreamSpec.Privilege privilege(String name) {
    return Arrays.stream(StreamSpec.Privilege.values())
        .filter(p -> p.name().equalsIgnoreCase(name))
        .findFirst()
        .orElse(StreamSpec.Privilege.NONE);
  }

  /** Returns name, type, shape of one row, unit and frame, as far as the file tells them. */
  @Override
  public StreamSpec spec() {
    return spec;
  }

  /** Returns the element type in memory. */
  public DType dtype() {
    return type.dtype();
  }

  /** Returns the whole shape, rows first; empty for a scalar. */
  public int[] shape() {
    return shape.clone();
  }

  /** Returns the number of rows; 1 for a scalar. */
  public int rows() {
    return shape.length == 0 ? 1 : shape[0];
  }

  /** Returns all values. */
  @Override
  public Tensor read() {
    return rows(0, rows());
  }

  /**
   * Returns the rows from (included) to (excluded).
   *
   * @throws BadInputException if the file is damaged there, or the rows exceed 1 GiB
   */
  public Tensor rows(int from, int to) {
    if (from < 0 || to > rows() || from > to) {
      throw new IndexOutOfBoundsException("rows " + from + ".." + to + " of " + rows());
    }
    int[] part = shape.clone();
    if (part.length > 0) {
      part[0] = to - from;
    }
    long bytes = Math.max(type.stored(), type.dtype().bytes());
    for (int size : part) {
      bytes = Math.multiplyExact(bytes, size);
    }
    if (bytes > MAX_BYTES) {
      throw new BadInputException(
          input.file() + ": " + dataset.getPath() + " holds " + bytes + " bytes",
          "Allowed: up to " + MAX_BYTES + " at once.");
    }
    if (bytes == 0) {
      return Tensor.wrap(type.dtype(), part, ByteBuffer.allocate(0));
    }
    byte[] stored = input.attempt(dataset.getPath(), () -> stored(from, part, elements(part)));
    return Tensor.wrap(type.dtype(), part, ByteBuffer.wrap(type.decode(stored)));
  }

  /**
   * Returns the rows where they lie in the file, for reading many of them in any order; usable
   * until the file is closed.
   *
   * @throws BadInputException if a chunk is missing or lies outside of the file
   */
  @Override
  public StoredRows stored() {
    return input.attempt(dataset.getPath(), this::locate);
  }

  private StoredRows locate() {
    int rowBytes = Arrays.stream(shape).skip(1).reduce(type.dtype().bytes(), Math::multiplyExact);
    if (!type.isNative()) {
      return new ConvertedRows(this, rowBytes);
    }
    return switch (dataset) {
      case ContiguousDataset block when !dataset.isEmpty() ->
          new StoredRows.Plain(
              input.mapped(block.getDataAddress(), (long) rows() * rowBytes), rowBytes);
      case ChunkedDataset chunked -> locate(chunked, rowBytes);
      default -> new ConvertedRows(this, rowBytes);
    };
  }

  private StoredRows locate(ChunkedDataset chunked, int rowBytes) {
    int[] chunk = chunked.getChunkDimensions();
    int bytes = Arrays.stream(chunk).reduce(type.stored(), Math::multiplyExact);
    ChunkDecoder decoder = new ChunkDecoder(input.file(), chunked, bytes, type.stored());
    if (!decoder.known() || !Arrays.equals(chunk, 1, chunk.length, shape, 1, shape.length)) {
      return new ConvertedRows(this, rowBytes);
    }
    int chunks = Math.ceilDiv(rows(), chunk[0]);
    long[] addresses = new long[chunks];
    int[] sizes = new int[chunks];
    for (int i = 0; i < chunks; i++) {
      int[] offset = new int[chunk.length];
      offset[0] = i * chunk[0];
      ByteBuffer raw = chunked.getRawChunkBuffer(offset);
      addresses[i] = input.address(raw);
      sizes[i] = raw.remaining();
      if (!decoder.filtered() && sizes[i] < bytes) {
        throw decoder.wrongSize();
      }
    }
    return new StoredChunks(input.mapped(), addresses, sizes, chunk[0], rowBytes, decoder);
  }

  private byte[] stored(int from, int[] part, int elements) {
    return switch (dataset) {
      case ChunkedDataset chunked ->
          new ChunkedRows(input.file(), chunked, type.stored()).read(from, part);
      case ContiguousDataset contiguous -> block(contiguous.getBuffer(), from, part, elements);
      case CompactDataset compact -> block(compact.getDataBuffer(), from, part, elements);
      default ->
          throw new BadInputException(
              input.file() + ": " + dataset.getPath() + " has an unknown storage layout",
              "Allowed: compact, contiguous and chunked data sets.");
    };
  }

  private byte[] block(ByteBuffer all, int from, int[] part, int elements) {
    int rowBytes = part.length == 0 ? 0 : elements / part[0] * type.stored();
    byte[] bytes = new byte[elements * type.stored()];
    all.duplicate().position(from * rowBytes).get(bytes);
    return bytes;
  }

  private static int elements(int[] shape) {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }
}
