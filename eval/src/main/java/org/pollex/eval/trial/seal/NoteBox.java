package org.pollex.eval.trial.seal;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.pollex.datasets.storage.CanonicalJson;

/**
 * Encrypts what a policy says about its own episode, so that it can lie in the open journal until
 * the trial is unsealed.
 *
 * <p>Every box has the same size whatever it holds, since "the note is longer" would tell arms
 * apart. The nonce is a keyed hash of the plaintext (synthetic, as in RFC 8452's construction), so
 * a trial that is run twice after a crash gives the same bytes, and two different notes never share
 * a nonce.
 */
public final class NoteBox {
  /** Every note is padded to this many bytes before encryption. */
  static final int PADDED_BYTES = 1536;

  private static final String PURPOSE = "note";

  private final byte[] encryptionKey;
  private final byte[] nonceKey;

  /** Creates the box of one trial plan; both sides get the key from the seal. */
  public NoteBox(byte[] key) {
    this.encryptionKey = hmac(key, "note encryption".getBytes(StandardCharsets.UTF_8));
    this.nonceKey = hmac(key, "note nonce".getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Encrypts a note. Diagnostics that do not fit are left out, the longest first.
   *
   * @param code the trial's code, which is authenticated with the note
   */
  public byte[] seal(String code, Note note) {
    byte[] json = CanonicalJson.bytes(shortened(note));
    byte[] padded = Arrays.copyOf(json, PADDED_BYTES);
    Arrays.fill(padded, json.length, PADDED_BYTES, (byte) ' ');
    byte[] named =
        (code + ' ' + new String(padded, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    byte[] nonce = Arrays.copyOf(hmac(nonceKey, named), SealedBox.NONCE_BYTES);
    return SealedBox.seal(encryptionKey, PURPOSE + ' ' + code, padded, nonce);
  }

  /** Decrypts a note. */
  public Note open(String code, byte[] box) {
    byte[] padded = SealedBox.open(encryptionKey, PURPOSE + ' ' + code, box);
    return CanonicalJson.parse(padded, Note.class, Path.of("the note of trial " + code));
  }

  private static Note shortened(Note note) {
    Map<String, JsonNode> kept = new LinkedHashMap<>(note.diagnostics());
    Note candidate = new Note(clip(note.stage(), 64), clip(note.reason(), 320), kept);
    while (CanonicalJson.bytes(candidate).length > PADDED_BYTES) {
      String longest = "";
      int size = -1;
      for (var entry : kept.entrySet()) {
        int length = entry.getKey().length() + entry.getValue().toString().length();
        if (length > size) {
          size = length;
          longest = entry.getKey();
        }
      }
      kept.remove(longest);
      candidate = new Note(candidate.stage(), candidate.reason(), Map.copyOf(kept));
    }
    return candidate;
  }

  private static String clip(String text, int length) {
    String plain = text.replaceAll("[^\\x20-\\x7e]", "?");
    return plain.length() <= length ? plain : plain.substring(0, length);
  }

  private static byte[] hmac(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform has no HMAC-SHA-256", e);
    }
  }
}
