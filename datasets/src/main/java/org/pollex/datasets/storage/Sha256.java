package org.pollex.datasets.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 digests of bytes and files. */
public final class Sha256 {
  private Sha256() {}

  /** A new digest; SHA-256 is part of every Java platform. */
  public static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform has no SHA-256", e);
    }
  }

  /** The 32-byte digest of {@code bytes}. */
  public static byte[] of(byte[] bytes) {
    return newDigest().digest(bytes);
  }

  /** The digest of {@code bytes} as 64 lower-case hexadecimal characters. */
  public static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(of(bytes));
  }

  /**
   * The digest of a file's content as 64 lower-case hexadecimal characters, read in blocks.
   *
   * @throws org.pollex.errors.PollexException if the file cannot be read
   */
  public static String hex(Path file) {
    MessageDigest digest = newDigest();
    byte[] block = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(block); n >= 0; n = in.read(block)) {
        digest.update(block, 0, n);
      }
    } catch (IOException e) {
      throw StorageFailure.reading(file, e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
