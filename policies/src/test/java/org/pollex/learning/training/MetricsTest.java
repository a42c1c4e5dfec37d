package org.pollex.learning.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
  private static Metrics.Figures figures(double loss, double gradientNorm, double rate) {
    return new Metrics.Figures(loss, gradientNorm, rate, 0.01, OptionalDouble.of(2 * loss));
  }

  /** The published check value of CRC-32C, masked by hand. */
  @Test
  void theChecksumIsTheMaskedCrc32c() {
    byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
    int crc = 0xe3069283;
    int masked = ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
    assertEquals(masked, EventFile.checksum(digits, digits.length));
  }

  @Test
  void aResumedRunShowsEachReportOnce(@TempDir Path folder) throws IOException {
    try (Metrics metrics = Metrics.open(folder, 0, 30)) {
      metrics.write(10, figures(1, 2, 1e-3));
      metrics.write(20, figures(0.5, 1, 5e-4));
    }
    assertTrue(Files.readString(folder.resolve("curves.html")).contains("http-equiv=\"refresh\""));
    try (Metrics metrics = Metrics.open(folder, 10, 30)) {
      metrics.write(20, figures(0.25, 1, 5e-4));
      metrics.write(30, figures(0.125, 1, 0));
    }
    assertEquals(List.of(0L, 10L, 20L, 30L), steps(folder.resolve(EventFile.NAME)));
    assertEquals(3, Files.readAllLines(folder.resolve("metrics.jsonl")).size());
    String page = Files.readString(folder.resolve("curves.html"));
    assertTrue(page.contains("Trained, step 30 of 30"), page);
    assertFalse(page.contains("refresh"), page);
  }

  /** The steps of a file's events, each record's checksums checked. */
  private static List<Long> steps(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<Long> steps = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte[] length = new byte[8];
      bytes.get(bytes.position(), length);
      byte[] data = new byte[(int) bytes.getLong()];
      assertEquals(EventFile.checksum(length, 8), bytes.getInt());
      bytes.get(data);
      assertEquals(EventFile.checksum(data, data.length), bytes.getInt());
      CodedInputStream event = CodedInputStream.newInstance(data);
      long step = 0;
      for (int tag = event.readTag(); tag != 0; tag = event.readTag()) {
        if (tag == 2 << 3) {
          step = event.readInt64();
        } else {
          event.skipField(tag);
        }
      }
      steps.add(step);
    }
    return steps;
  }
}
