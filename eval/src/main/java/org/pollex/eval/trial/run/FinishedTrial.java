package org.pollex.eval.trial.run;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.eval.trial.seal.SealedTrial;

/**
 * All that one finished trial leaves behind.
 *
 * @param index position in the sealed order
 * @param outcome canonical bytes of its {@link OutcomeRecord}
 * @param trace canonical bytes of its {@link TraceRecord}
 * @param timing canonical bytes of its {@link TimingRecord}
 */
public record FinishedTrial(int index, byte[] outcome, byte[] trace, byte[] timing) {
  /** Encodes the records. */
  public static FinishedTrial of(OutcomeRecord outcome, TraceRecord trace, TimingRecord timing) {
    return new FinishedTrial(
        outcome.index(),
        CanonicalJson.bytes(outcome),
        CanonicalJson.bytes(trace),
        CanonicalJson.bytes(timing));
  }

  /** A trial in which the policy or the simulator died by itself once too often. */
  static FinishedTrial crashed(SealedTrial trial) {
    return of(
        new OutcomeRecord(
            trial.index(),
            trial.code(),
            trial.task(),
            trial.condition(),
            false,
            0,
            OutcomeRecord.End.CRASHED,
            0,
            Map.of(),
            Map.of(),
            ""),
        new TraceRecord(trial.index(), List.of(), "", "", "", "", "", ""),
        new TimingRecord(
            trial.index(),
            Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
            0,
            Map.of(),
            Map.of()));
  }

  /** One record for all of it: index, then outcome, trace and timing, each after its length. */
  byte[] pack() {
    ByteBuffer bytes =
        ByteBuffer.allocate(4 * Integer.BYTES + outcome.length + trace.length + timing.length);
    bytes.putInt(index);
    for (byte[] part : List.of(outcome, trace, timing)) {
      bytes.putInt(part.length).put(part);
    }
    return bytes.array();
  }

  /** Reads what {@link #pack} wrote. */
  static FinishedTrial unpack(byte[] payload) {
    ByteBuffer bytes = ByteBuffer.wrap(payload);
    int index = bytes.getInt();
    byte[][] parts = new byte[3][];
    for (int i = 0; i < parts.length; i++) {
      int length = bytes.getInt();
      parts[i] = Arrays.copyOfRange(payload, bytes.position(), bytes.position() + length);
      bytes.position(bytes.position() + length);
    }
    return new FinishedTrial(index, parts[0], parts[1], parts[2]);
  }
}
