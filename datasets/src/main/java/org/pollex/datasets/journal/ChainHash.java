package org.pollex.datasets.journal;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.pollex.datasets.storage.Sha256;

/**
 * A link of the hash chain: 32 bytes of SHA-256. The header's link is the digest of all header
 * bytes; a record's link is the digest of the link before it followed by the frame's first 12 bytes
 * and the payload. Equal heads therefore mean equal files, record for record.
 */
public final class ChainHash {
  static final int LENGTH = 32;

  private final byte[] bytes;

  private ChainHash(byte[] bytes) {
    this.bytes = bytes;
  }

  static ChainHash of(byte[] bytes) {
    return new ChainHash(bytes.clone());
  }

  static ChainHash ofHeader(byte[] header) {
    return new ChainHash(Sha256.of(header));
  }

  /** The link after a record with these first {@code prefixLength} frame bytes and this payload. */
  ChainHash next(byte[] frame, int prefixLength, byte[] payload) {
    MessageDigest digest = Sha256.newDigest();
    digest.update(bytes);
    digest.update(frame, 0, prefixLength);
    digest.update(payload);
    return new ChainHash(digest.digest());
  }

  /** The 32 bytes, a copy. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /** Lower-case hexadecimal, 64 characters. */
  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ChainHash that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return hex();
  }
}
