package org.pollex.ros.unitree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pollex.datasets.message.MessageCodec;
import org.pollex.datasets.message.Serialization;

class NativeImageTest {
  /** What {@code sizeof} says in C, and how long the same is in CDR, without its header. */
  @ParameterizedTest
  @CsvSource({
    "HG, unitree_hg/LowCmd, 1004, 1000",
    "HG, unitree_hg/LowState, 2092, 2088",
    "GO, unitree_go/LowCmd, 812, 808",
    "GO, unitree_go/LowState, 1180, 1176",
  })
  void sizesAreThoseOfTheCompilerAndOfTheWire(Family family, String type, int inC, int onWire) {
    assertEquals(inC, new NativeImage(type, family.definitions()).size());
    MessageCodec codec = MessageCodec.of(type, family.definitions(), Serialization.CDR);
    byte[] zeros = new byte[4 + onWire];
    zeros[1] = 1;
    assertEquals(zeros.length, codec.encode(codec.decode(zeros)).length);
  }

  @Test
  void numbersAreWhereTheCompilerPutsThem() {
    MessageCodec codec =
        MessageCodec.of("unitree_hg/LowCmd", Family.HG.definitions(), Serialization.CDR);
    byte[] wire = new byte[1004];
    wire[1] = 1;
    ByteBuffer cdr = ByteBuffer.wrap(wire, 4, 1000).slice().order(ByteOrder.LITTLE_ENDIAN);
    cdr.put(0, (byte) 1).put(1, (byte) 5);
    for (int motor = 0; motor < 35; motor++) {
      cdr.put(motor == 0 ? 2 : 28 * motor, (byte) (10 + motor));
      cdr.putFloat(28 * motor + 4, motor + 0.5f);
      cdr.putFloat(28 * motor + 20, -motor);
    }
    cdr.putInt(996, 0xdeadbeef);
    ByteBuffer image =
        new NativeImage("unitree_hg/LowCmd", Family.HG.definitions()).of(codec.decode(wire));
    assertEquals(5, image.get(1));
    for (int motor = 0; motor < 35; motor++) {
      int at = 4 + 28 * motor;
      assertEquals(10 + motor, image.get(at));
      assertEquals(motor + 0.5f, image.getFloat(at + 4));
      assertEquals(-motor, image.getFloat(at + 20));
    }
    assertEquals(0xdeadbeef, image.getInt(1000));
  }

  @Test
  void theSumIsTheOneOfTheDefinitionBitByBit() {
    Random random = new Random(5);
    ByteBuffer image = ByteBuffer.allocate(1004).order(ByteOrder.LITTLE_ENDIAN);
    for (int round = 0; round < 100; round++) {
      random.nextBytes(image.array());
      int expected = -1;
      for (int word = 0; word < 250; word++) {
        for (int bit = 31; bit >= 0; bit--) {
          boolean flip = expected < 0 ^ (image.getInt(4 * word) >>> bit & 1) != 0;
          expected = expected << 1 ^ (flip ? 0x04c11db7 : 0);
        }
      }
      assertEquals(expected, UnitreeCrc.of(image));
    }
  }
}
