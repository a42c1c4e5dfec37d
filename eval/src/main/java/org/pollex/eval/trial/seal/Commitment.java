package org.pollex.eval.trial.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.datasets.storage.Sha256;
import org.pollex.hardware.world.InitialCondition;

/**
 * Hiding and binding commitments to who acts in which trial.
 *
 * <p>A commitment is SHA-256 over salt, index, code, policy and digest of the initial condition,
 * each preceded by its length so that no two inputs share an encoding. The salt's 256 random bits
 * hide the policy; finding a second opening means finding a collision of SHA-256.
 */
public final class Commitment {
  /** Length of a salt in bytes. */
  public static final int SALT_BYTES = 32;

  private static final String TRIAL_DOMAIN = "pollex trial commitment 1";
  private static final String ROOT_DOMAIN = "pollex trial root 2";

  private Commitment() {}

  /**
   * Commits to one trial.
   *
   * @param salt {@value #SALT_BYTES} random bytes, never used twice
   * @param policy who acts
   * @return 64 hexadecimal characters
   */
  public static String of(
      byte[] salt, int index, String code, SealedPolicy policy, InitialCondition condition) {
    MessageDigest digest = Sha256.newDigest();
    part(digest, TRIAL_DOMAIN.getBytes(StandardCharsets.UTF_8));
    part(digest, salt);
    part(digest, ByteBuffer.allocate(Integer.BYTES).putInt(index).array());
    part(digest, code.getBytes(StandardCharsets.UTF_8));
    part(digest, CanonicalJson.bytes(policy));
    part(digest, HexFormat.of().parseHex(digestOf(condition)));
    return HexFormat.of().formatHex(digest.digest());
  }

  /** SHA-256 of an initial condition: task, parameters bit for bit, id. */
  public static String digestOf(InitialCondition condition) {
    double[] parameters = condition.parameters();
    ByteBuffer bits = ByteBuffer.allocate(Double.BYTES * parameters.length);
    for (double parameter : parameters) {
      bits.putDouble(parameter);
    }
    MessageDigest digest = Sha256.newDigest();
    part(digest, condition.task().getBytes(StandardCharsets.UTF_8));
    part(digest, bits.array());
    part(digest, condition.id().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest());
  }

  /** One hash over the digests of plan and header, and all commitments in sealed order. */
  static String root(String planDigest, String headerDigest, List<String> commitments) {
    MessageDigest digest = Sha256.newDigest();
    part(digest, ROOT_DOMAIN.getBytes(StandardCharsets.UTF_8));
    part(digest, HexFormat.of().parseHex(planDigest));
    part(digest, HexFormat.of().parseHex(headerDigest));
    for (String commitment : commitments) {
      part(digest, HexFormat.of().parseHex(commitment));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void part(MessageDigest digest, byte[] bytes) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    digest.update(bytes);
  }
}
