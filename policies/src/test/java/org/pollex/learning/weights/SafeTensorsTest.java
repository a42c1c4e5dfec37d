package org.pollex.learning.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.tensor.Tensor;

class SafeTensorsTest {
  @TempDir private Path folder;

  private static final SafeTensors SAVED =
      new SafeTensors(
          Map.of("digest", "x"),
          Map.of(
              "a.weight", Tensor.ofFloats(new float[] {1, 2, 3, 4, 5, 6}, 2, 3),
              "scalar", Tensor.ofFloats(new float[] {7}).reshape(),
              "empty", Tensor.ofFloats(new float[0], 0, 4)));

  @Test
  void whatWasWrittenIsRead() {
    Path file = folder.resolve("w.safetensors");
    SAVED.write(file);
    assertEquals(SAVED, SafeTensors.read(file));
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    Path file = folder.resolve("w.safetensors");
    SAVED.write(file);
    byte[] bytes = Files.readAllBytes(file);
    for (int length = 0; length < bytes.length; length++) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertThrows(BadInputException.class, () -> SafeTensors.read(file), "length " + length);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904],\"data_offsets\":[0,0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[-4,0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
        "{\"a\":{\"dtype\":\"Q4\",\"shape\":[1],\"data_offsets\":[0,4]}}",
        "{\"a\":7}",
        "not json"
      })
  void headersThatLieAreRefused(String header) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + 4).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(text.length).put(text);
    Path file = folder.resolve("bad.safetensors");
    Files.write(file, bytes.array());
    assertThrows(BadInputException.class, () -> SafeTensors.read(file));
  }

  @Test
  void anOversizedHeaderIsRefusedBeforeItIsRead() throws IOException {
    Path file = folder.resolve("huge.safetensors");
    Files.write(
        file, ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putLong(1L << 60).array());
    assertThrows(BadInputException.class, () -> SafeTensors.read(file));
  }
}
