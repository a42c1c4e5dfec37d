package org.pollex.eval.trial.seal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pollex.datasets.storage.Sha256;
import org.pollex.datasets.storage.StorageFailure;

/** The files behind a policy's address: {@code mt3:INDEX}, {@code replay:DEMO#3}, or a folder. */
public final class PolicyFiles {
  private PolicyFiles() {}

  /** Returns the address with its path made absolute, so that it is found from any folder. */
  public static String absolute(String address) {
    return file(address)
        .map(file -> address.replace(file.toString(), file.toAbsolutePath().normalize().toString()))
        .orElse(address);
  }

  /** SHA-256 over the names and contents of the files behind an address; empty when it has none. */
  public static String digest(String address) {
    return file(address).map(PolicyFiles::digest).orElse("");
  }

  /** Returns the file or folder that an address names, if it exists. */
  static Optional<Path> file(String address) {
    String source = address;
    int kind = address.indexOf(':');
    if (kind >= 0) {
      source = address.substring(kind + 1);
    } else if (!address.contains("/")) {
      return Optional.empty();
    }
    int selector = source.lastIndexOf('#');
    for (String candidate :
        selector < 0 ? List.of(source) : List.of(source, source.substring(0, selector))) {
      if (!candidate.isEmpty() && Files.exists(Path.of(candidate))) {
        return Optional.of(Path.of(candidate));
      }
    }
    return Optional.empty();
  }

  private static String digest(Path root) {
    if (Files.isRegularFile(root)) {
      return Sha256.hex(root);
    }
    MessageDigest digest = Sha256.newDigest();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String line = Sha256.hex(file) + "  " + root.relativize(file) + "\n";
        digest.update(line.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw StorageFailure.reading(root, e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
