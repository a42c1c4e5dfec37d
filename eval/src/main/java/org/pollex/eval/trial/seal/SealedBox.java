package org.pollex.eval.trial.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.pollex.errors.CheckFailedException;

/**
 * AES-256-GCM (NIST SP 800-38D): 12 bytes nonce, ciphertext, 16 bytes tag. The purpose is
 * authenticated with it, so that one box cannot stand in for another.
 */
public final class SealedBox {
  /** Length of a key in bytes. */
  public static final int KEY_BYTES = 32;

  /** Length of a nonce in bytes. */
  static final int NONCE_BYTES = 12;

  private static final int TAG_BITS = 128;

  private SealedBox() {}

  /** Encrypts under a random nonce. */
  public static byte[] seal(byte[] key, String purpose, byte[] plaintext, SecureRandom random) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    return seal(key, purpose, plaintext, nonce);
  }

  /** Encrypts under a given nonce, which must never meet another plaintext under this key. */
  static byte[] seal(byte[] key, String purpose, byte[] plaintext, byte[] nonce) {
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, purpose, nonce);
      byte[] ciphertext = cipher.doFinal(plaintext);
      byte[] box = Arrays.copyOf(nonce, NONCE_BYTES + ciphertext.length);
      System.arraycopy(ciphertext, 0, box, NONCE_BYTES, ciphertext.length);
      return box;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform has no AES-256-GCM", e);
    }
  }

  /**
   * Decrypts.
   *
   * @throws CheckFailedException when the key is another one or a byte was changed
   */
  public static byte[] open(byte[] key, String purpose, byte[] box) {
    try {
      if (box.length < NONCE_BYTES) {
        throw new AEADBadTagException("shorter than its nonce");
      }
      byte[] nonce = Arrays.copyOf(box, NONCE_BYTES);
      return cipher(Cipher.DECRYPT_MODE, key, purpose, nonce)
          .doFinal(box, NONCE_BYTES, box.length - NONCE_BYTES);
    } catch (AEADBadTagException wrong) {
      throw new CheckFailedException(
          "the " + purpose + " cannot be decrypted: the key is another trial's, or it was changed",
          "Check the folder with 'pollex trial verify' and the key folder with --keys.",
          wrong);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform has no AES-256-GCM", e);
    }
  }

  private static Cipher cipher(int mode, byte[] key, String purpose, byte[] nonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
