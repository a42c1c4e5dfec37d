package org.pollex.policies.remote.lbm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pollex.policies.remote.lbm.wire.CameraImage;
import org.pollex.policies.remote.lbm.wire.ImageDtype;
import org.pollex.policies.remote.lbm.wire.MultiarmObservation;
import org.pollex.policies.remote.lbm.wire.PolicyMetadata;
import org.pollex.policies.remote.lbm.wire.PolicyResetRequest;
import org.pollex.policies.remote.lbm.wire.PolicyStepRequest;
import org.pollex.policies.remote.lbm.wire.PolicyStepResponse;

/** Bytes of the interface: by hand from its description, and as Python's protobuf writes them. */
class LbmMessagesTest {
  private static <T extends MessageLite> T same(Parser<T> parser, String hex) throws Exception {
    byte[] bytes = HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    T message = parser.parseFrom(bytes);
    assertArrayEquals(bytes, message.toByteArray(), hex);
    return message;
  }

  @Test
  void bytesWrittenByHandAreReadAndWrittenAlike() throws Exception {
    PolicyResetRequest reset = same(PolicyResetRequest.parser(), "0a 02 6162  10 ac02");
    assertEquals("ab", reset.getClientIdentifier());
    assertEquals(300, reset.getSeed());

    String one = "000000000000f03f";
    String zero = "0000000000000000";
    String pose =
        ("0a 0c 72696768743a3a70616e6461" // robot_name right::panda
            + "12 64"
            + ("0a 18" + one + zero + zero) // translation, three packed doubles
            + ("12 48" + one + zero + zero + zero + one + zero + zero + zero + one));
    String gripper = "0a 11 72696768743a3a70616e64615f68616e64 11 9a9999999999b93f";
    String stamp = "1a 0d 08 ffffffffffffffffff01 10 05"; // sec -1, nanosec 5
    String arms = "0a 74" + pose + "12 1c" + gripper + stamp;
    PolicyStepResponse step = same(PolicyStepResponse.parser(), "08 01  12 a301" + arms);
    assertEquals(true, step.getSuccess());
    ArmPose right = ArmPose.read(step.getAction()).get(Arm.RIGHT);
    assertArrayEquals(new double[] {1, 0, 0}, right.position());
    assertArrayEquals(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, right.rotation());
    assertEquals(0.1, right.width());
    assertEquals(-1, step.getAction().getTimestampData().getSec());
    assertEquals(5, step.getAction().getTimestampData().getNanosec());

    MultiarmObservation told =
        same(MultiarmObservation.parser(), "19 000000c0b34d7341  20 01  2a 02 6869");
    assertEquals(20241212, told.getVersion());
    assertEquals("hi", told.getLanguageInstruction());

    CameraImage image =
        same(
            CameraImage.parser(),
            "0a 0e 08 01 10 01 18 03 22 04 01020304 28 02"
                + "12 0c 08 01 10 02 22 04 0000803f 2a 00");
    assertEquals(ImageDtype.DTYPE_UINT16, image.getImage().getDtype());
    assertEquals(List.of(1f), image.getInfo().getKList());

    PolicyMetadata metadata =
        same(PolicyMetadata.parser(), "0a 01 6e  32 01 79  38 01  42 06 0a 01 6b 12 01 76");
    assertEquals("v", metadata.getRuntimeInformationOrThrow("k"));
    assertEquals(true, metadata.getIsLanguageConditioned());
  }

  @Test
  void bytesOfPythonAreReadAndWrittenAlike() throws Exception {
    for (int seed = 0; seed < 3; seed++) {
      String hex = PythonClient.run("encode", Integer.toString(seed));
      PolicyStepRequest request = same(PolicyStepRequest.parser(), hex);
      assertEquals(0, request.getUnknownFields().asMap().size(), "seed " + seed);
    }
  }
}
