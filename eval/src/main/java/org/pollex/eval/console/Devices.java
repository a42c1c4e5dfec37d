package org.pollex.eval.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pollex.datasets.storage.AtomicFile;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.datasets.storage.Sha256;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.BadInputException;

/**
 * Who may enter: one-time invitations, and the tokens of the devices that accepted one.
 *
 * <p>Of both only SHA-256 digests are kept. Tokens outlive this process, so that a console that was
 * killed goes on with the devices that it had; invitations do not.
 */
final class Devices {
  /** An invitation that nobody accepts is void after this long. */
  static final Duration INVITATION = Duration.ofMinutes(15);

  private static final int MOST = 50;
  private static final int LONGEST_NAME = 40;
  private static final int SECRET_BYTES = 16;
  private static final int TOKEN_BYTES = 32;

  private final Path file;
  private final SecureRandom random;
  private final Clock clock;
  private final Map<String, Invitation> invitations = new HashMap<>();
  private final Map<String, Device> devices = new HashMap<>();

  /**
   * A device that was paired.
   *
   * @param digest SHA-256 of its token
   * @param name its operator's, as entries carry it
   */
  record Device(String digest, String name, Role role) {}

  /** What a device gets when it is paired. */
  record Paired(String token, Device device) {}

  private record Invitation(Role role, Instant until) {}

  private record DeviceFile(List<Device> devices) {}

  /** Reads the devices that were paired before. */
  Devices(Path file, SecureRandom random, Clock clock) {
    this.file = file;
    this.random = random;
    this.clock = clock;
    if (Files.exists(file)) {
      try {
        CanonicalJson.parse(Files.readAllBytes(file), DeviceFile.class, file)
            .devices()
            .forEach(device -> devices.put(device.digest(), device));
      } catch (IOException e) {
        throw StorageFailure.reading(file, e);
      }
    }
  }

  /** Returns the secret of a new invitation; whoever sends it first is paired. */
  synchronized String invite(Role role) {
    String secret = draw(SECRET_BYTES);
    invitations.values().removeIf(invitation -> clock.instant().isAfter(invitation.until()));
    invitations.put(digest(secret), new Invitation(role, clock.instant().plus(INVITATION)));
    return secret;
  }

  /** Pairs a device; empty when the secret is of no invitation, of an old one, or was used. */
  synchronized Optional<Paired> pair(String secret, String name) {
    if (name.strip().length() > LONGEST_NAME || devices.size() >= MOST) {
      throw new BadInputException(
          "a device with a name of " + name.strip().length() + " characters",
          "Allowed: a name of up to " + LONGEST_NAME + " characters, and " + MOST + " devices.");
    }
    Invitation invitation = invitations.remove(digest(secret));
    if (invitation == null || clock.instant().isAfter(invitation.until())) {
      return Optional.empty();
    }
    String token = draw(TOKEN_BYTES);
    Device device = new Device(digest(token), unused(name.strip()), invitation.role());
    devices.put(device.digest(), device);
    AtomicFile.write(file, CanonicalJson.bytes(new DeviceFile(new ArrayList<>(devices.values()))));
    restrict();
    return Optional.of(new Paired(token, device));
  }

  /** Returns the device with a token. */
  synchronized Optional<Device> of(String token) {
    return Optional.ofNullable(devices.get(digest(token)));
  }

  /** Returns how many are paired. */
  synchronized int count() {
    return devices.size();
  }

  private String unused(String name) {
    String wanted = name.isEmpty() ? "device" : name;
    int end = wanted.indexOf('@') < 0 ? wanted.length() : wanted.indexOf('@'); // name@site
    String free = wanted;
    for (int number = 2; taken(free); number++) {
      free = wanted.substring(0, end) + " " + number + wanted.substring(end);
    }
    return free;
  }

  private boolean taken(String name) {
    return devices.values().stream().anyMatch(device -> device.name().equals(name));
  }

  private void restrict() {
    try {
      if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
    } catch (IOException e) {
      throw StorageFailure.writing(file, e);
    }
  }

  private String draw(int bytes) {
    byte[] drawn = new byte[bytes];
    random.nextBytes(drawn);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
  }

  private static String digest(String secret) {
    return Sha256.hex(secret.getBytes(StandardCharsets.UTF_8));
  }
}
