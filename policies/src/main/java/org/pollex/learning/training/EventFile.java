package org.pollex.learning.training;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Scalars as TensorBoard reads them: a file of records, each a length, its checksum, an {@code
 * Event} message and its checksum (masked CRC-32C; TFRecord format).
 */
final class EventFile implements AutoCloseable {
  /** TensorBoard looks for {@code tfevents} in the name. */
  static final String NAME = "events.out.tfevents.0.pollex";

  private static final int MASK = 0xa282ead8;
  private static final String VERSION = "brain.Event:2";

  // Fields of tensorflow.Event, Summary and Summary.Value.
  private static final int WALL_TIME = 1;
  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int VALUE = 1;
  private static final int TAG = 1;
  private static final int SIMPLE_VALUE = 2;

  private final OutputStream out;

  /** Starts a new file in a run's folder; one that is there is replaced. */
  EventFile(Path folder) throws IOException {
    this.out = Files.newOutputStream(folder.resolve(NAME));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream event = CodedOutputStream.newInstance(bytes);
    event.writeDouble(WALL_TIME, 0);
    event.writeString(FILE_VERSION, VERSION);
    event.flush();
    record(bytes.toByteArray());
  }

  /**
   * Adds the scalars of a step.
   *
   * @param seconds since 1970
   */
  void add(int step, double seconds, Map<String, Double> scalars) throws IOException {
    ByteArrayOutputStream summary = new ByteArrayOutputStream();
    CodedOutputStream values = CodedOutputStream.newInstance(summary);
    for (Map.Entry<String, Double> scalar : scalars.entrySet()) {
      ByteArrayOutputStream value = new ByteArrayOutputStream();
      CodedOutputStream fields = CodedOutputStream.newInstance(value);
      fields.writeString(TAG, scalar.getKey());
      fields.writeFloat(SIMPLE_VALUE, scalar.getValue().floatValue());
      fields.flush();
      values.writeByteArray(VALUE, value.toByteArray());
    }
    values.flush();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream event = CodedOutputStream.newInstance(bytes);
    event.writeDouble(WALL_TIME, seconds);
    event.writeInt64(STEP, step);
    event.writeByteArray(SUMMARY, summary.toByteArray());
    event.flush();
    record(bytes.toByteArray());
  }

  private void record(byte[] data) throws IOException {
    ByteBuffer record = ByteBuffer.allocate(data.length + 16).order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(data.length);
    record.putInt(checksum(record.array(), 8));
    record.put(data);
    record.putInt(checksum(data, data.length));
    out.write(record.array());
    out.flush();
  }

  /** CRC-32C, turned and shifted so that a record that holds checksums keeps a good one. */
  static int checksum(byte[] bytes, int count) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, count);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
