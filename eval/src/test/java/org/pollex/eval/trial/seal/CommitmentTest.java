package org.pollex.eval.trial.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.hardware.world.InitialCondition;

/** Laws of commitments: they bind to every part of what they commit to, and hide the policy. */
class CommitmentTest {
  private static final String HEADER = "ab".repeat(32);

  private static final SealedPolicy A = new SealedPolicy("a", "expert", "scripted", List.of(), "");
  private static final SealedPolicy B = new SealedPolicy("b", "zero", "scripted", List.of(), "");
  private static final InitialCondition HERE =
      new InitialCondition("t", new double[] {0.0, 1.5}, "t/0");

  @Test
  void everyPartBinds() {
    byte[] salt = new byte[32];
    byte[] otherSalt = salt.clone();
    otherSalt[31] = 1;
    Set<String> distinct = new HashSet<>();
    List<InitialCondition> conditions =
        List.of(
            HERE,
            new InitialCondition("t", new double[] {-0.0, 1.5}, "t/0"),
            new InitialCondition("t", new double[] {0.0, 1.5}, "t/1"),
            new InitialCondition("tt", new double[] {0.0, 1.5}, "/0"),
            new InitialCondition("t", new double[] {0.0}, "t/0"));
    for (byte[] each : List.of(salt, otherSalt)) {
      for (int index : new int[] {0, 1, 256}) {
        for (String code : List.of("AAAA-0000", "AAAA-0001")) {
          for (SealedPolicy policy : List.of(A, B)) {
            for (InitialCondition condition : conditions) {
              distinct.add(Commitment.of(each, index, code, policy, condition));
            }
          }
        }
      }
    }
    assertEquals(2 * 3 * 2 * 2 * 5, distinct.size());
  }

  @Test
  void theEncodingIsTheDocumentedOne() throws Exception {
    byte[] salt = new byte[32];
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (byte[] part :
        List.of(
            "pollex trial commitment 1".getBytes(),
            salt,
            ByteBuffer.allocate(4).putInt(7).array(),
            "AAAA-0000".getBytes(),
            CanonicalJson.bytes(A),
            HexFormat.of().parseHex(Commitment.digestOf(HERE)))) {
      digest.update(ByteBuffer.allocate(4).putInt(part.length).array());
      digest.update(part);
    }
    assertEquals(
        HexFormat.of().formatHex(digest.digest()), Commitment.of(salt, 7, "AAAA-0000", A, HERE));
  }

  /**
   * Whoever knows all policies, codes and conditions but no salt learns nothing: over random salts,
   * each bit of a commitment is a fair coin whichever policy it commits to.
   */
  @Test
  void bitsAreFairWhicheverPolicyActs() {
    Random random = new Random(11);
    int draws = 2000;
    int[][] ones = new int[2][256];
    for (int draw = 0; draw < draws; draw++) {
      byte[] salt = new byte[32];
      random.nextBytes(salt);
      for (int policy = 0; policy < 2; policy++) {
        String commitment = Commitment.of(salt, 0, "AAAA-0000", policy == 0 ? A : B, HERE);
        byte[] bytes = HexFormat.of().parseHex(commitment);
        for (int bit = 0; bit < 256; bit++) {
          ones[policy][bit] += bytes[bit / 8] >> (bit % 8) & 1;
        }
      }
    }
    // Five standard deviations of a fair coin; 512 counts stay within with probability > 0.9997.
    double limit = 5 * Math.sqrt(draws / 4.0);
    for (int[] counts : ones) {
      for (int count : counts) {
        assertTrue(Math.abs(count - draws / 2.0) < limit, count + " of " + draws);
      }
    }
  }

  @Test
  void theRootCoversEveryCommitmentTheirOrderAndThePlan() {
    List<String> commitments =
        new ArrayList<>(
            IntStream.range(0, 5)
                .mapToObj(i -> Commitment.of(new byte[32], i, "AAAA-0000", A, HERE))
                .toList());
    String plan = "0".repeat(64);
    String root = Commitment.root(plan, HEADER, commitments);
    assertNotEquals(root, Commitment.root("1" + "0".repeat(63), HEADER, commitments));
    assertNotEquals(root, Commitment.root(plan, HEADER, commitments.subList(0, 4)));
    commitments.add(0, commitments.remove(3));
    assertNotEquals(root, Commitment.root(plan, HEADER, commitments));
  }

  /** Chi-square of the policy's place in its bundle: every order is as likely as every other. */
  @Test
  void ordersWithinBundlesAreFair() {
    List<TrialOrder.Place> order = TrialOrder.draw(50, 120, 3, new Random(5));
    int[][] places = new int[3][3];
    for (int i = 0; i < order.size(); i++) {
      places[order.get(i).policy()][i % 3]++;
    }
    double expected = order.size() / 9.0;
    double chi = 0;
    for (int[] row : places) {
      for (int count : row) {
        chi += (count - expected) * (count - expected) / expected;
      }
    }
    // 4 degrees of freedom: 18.47 is exceeded with probability 0.001.
    assertTrue(chi < 18.47, "chi-square " + chi);
    assertEquals(50 * 120 * 3, new HashSet<>(order).size());
  }
}
