package org.pollex.datasets.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pollex.errors.BadInputException;

class MessageCodecTest {
  private static final String ALL =
      """
      bool a
      int8 b
      uint8 c
      int16 d
      uint16 e
      int32 f
      uint32 g
      int64 h
      uint64 i
      float32 j
      float64 k
      string l
      uint8[] m
      float64[3] n
      string[] o
      Point[] p
      Point q
      int16[] r
      uint32[] s
      uint64[] t
      float32[] u
      bool[2] v
      ================================================================================
      MSG: test/Point
      uint8 tag   # a comment
      float64 x
      int32 NAME=4
      """;

  @ParameterizedTest
  @EnumSource(Serialization.class)
  void everyTypeComesBack(Serialization serialization) {
    MessageCodec codec = MessageCodec.of("test/All", ALL, serialization);
    MessageType point = codec.type().nested("p");
    Random random = new Random(5);
    for (int k = 0; k < 200; k++) {
      Message[] points = new Message[random.nextInt(4)];
      Arrays.setAll(points, i -> point.of(random.nextInt(256), random.nextDouble()));
      Message message =
          codec
              .type()
              .of(
                  random.nextBoolean(),
                  -random.nextInt(128),
                  random.nextInt(256),
                  (int) (short) random.nextInt(),
                  random.nextInt(1 << 16),
                  random.nextInt(),
                  random.nextInt() & 0xffffffffL,
                  random.nextLong(),
                  random.nextLong(),
                  random.nextFloat(),
                  random.nextDouble(),
                  "ü".repeat(random.nextInt(5)),
                  new byte[random.nextInt(9)],
                  random.doubles(3).toArray(),
                  new String[] {"a", "", "bc".repeat(random.nextInt(50))},
                  points,
                  point.of(1, 2.0),
                  new short[] {-1, 2},
                  random.ints(random.nextInt(5)).toArray(),
                  random.longs(random.nextInt(5)).toArray(),
                  new float[] {1.5f},
                  new boolean[] {true, false});
      byte[] bytes = codec.encode(message);
      assertEquals(message, codec.decode(bytes));
      // What is cut off is refused, never read beyond.
      int cut = random.nextInt(bytes.length);
      assertThrows(BadInputException.class, () -> codec.decode(bytes, 0, cut));
    }
  }

  @Test
  void bigEndianIsRead() {
    MessageCodec codec = MessageCodec.of("t/T", "uint16 a\nfloat64[] b\n", Serialization.CDR);
    byte[] bytes = {0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 0, 1, 0x3f, (byte) 0xf0, 0, 0, 0, 0, 0, 0};
    Message message = codec.decode(bytes);
    assertEquals(0x0102, message.get("a"));
    assertArrayEquals(new double[] {1}, message.numbers("b"));
  }

  @Test
  void lengthBombsAreRefused() {
    MessageCodec doubles = MessageCodec.of("t/T", "float64[] a\n", Serialization.ROS1);
    byte[] bomb = {-1, -1, -1, 0x7f};
    assertThrows(BadInputException.class, () -> doubles.decode(bomb));
    String empty = "Empty[] a\n" + "=".repeat(80) + "\nMSG: t/Empty\n";
    MessageCodec nothing = MessageCodec.of("t/T", empty, Serialization.ROS1);
    assertThrows(BadInputException.class, () -> nothing.decode(bomb));
    String loop = "L[] a\n" + "=".repeat(80) + "\nMSG: t/L\nL a\n";
    assertThrows(BadInputException.class, () -> MessageCodec.of("t/T", loop, Serialization.ROS1));
  }

  /** Types that double at each level: compiled at once, and no message of them is read for ever. */
  @Test
  void nestedTypesThatDoubleAreBounded() {
    StringBuilder text = new StringBuilder("A0 a\nA0 b\n");
    for (int i = 0; i < 40; i++) {
      text.append("=".repeat(80)).append("\nMSG: t/A").append(i).append('\n');
      if (i < 39) {
        text.append("A%d a\nA%d b\n".formatted(i + 1, i + 1));
      }
    }
    MessageCodec codec = MessageCodec.of("t/T", text.toString(), Serialization.ROS1);
    assertThrows(BadInputException.class, () -> codec.decode(new byte[0]));
  }

  @Test
  void commonTypesNeedNoDefinition() {
    for (Serialization serialization : Serialization.values()) {
      assertTrue(CommonDefinitions.names(serialization).size() > 100);
      for (String name : CommonDefinitions.names(serialization)) {
        MessageCodec.of(name, Map.of(), serialization);
      }
    }
  }

  @Test
  void wrongLinesAndNamesAreNamed() {
    assertTrue(
        assertThrows(
                BadInputException.class, () -> DefinitionParser.parse("t/T", "!? what is this"))
            .getMessage()
            .contains("what is this"));
    MessageCodec codec = MessageCodec.of("t/T", "float64 position\n", Serialization.CDR);
    Message message = codec.type().of(1.0);
    assertTrue(
        assertThrows(BadInputException.class, () -> message.get("positoin"))
            .getMessage()
            .contains("position"));
    assertThrows(BadInputException.class, () -> codec.encode(codec.type().of("text")));
  }
}
