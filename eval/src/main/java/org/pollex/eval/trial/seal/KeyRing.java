package org.pollex.eval.trial.seal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.pollex.datasets.storage.AtomicFile;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.BadInputException;
import org.pollex.errors.MissingPrerequisiteException;

/**
 * The keys of sealed trials, one folder for each, named by the first {@value #PREFIX} characters of
 * the plan's digest. Readable by their owner only, and never inside a trial folder.
 *
 * @param folder where the keys of all trials lie
 */
public record KeyRing(Path folder) {
  private static final int PREFIX = 16;
  private static final String RUN = "run.key";
  private static final String UNSEAL = "unseal.key";

  /**
   * The key ring of this user: {@code $XDG_CONFIG_HOME/pollex/keys}, or under {@code ~/.config}.
   */
  public static KeyRing ofUser(Map<String, String> environment, Path home) {
    String config = environment.getOrDefault("XDG_CONFIG_HOME", "");
    Path base = config.isBlank() ? home.resolve(".config") : Path.of(config);
    return new KeyRing(base.resolve("pollex").resolve("keys"));
  }

  /** Refuses a key ring that lies inside a trial folder. */
  public void requireOutside(Path trial) {
    if (folder.toAbsolutePath().normalize().startsWith(trial.toAbsolutePath().normalize())) {
      throw new BadInputException(
          "the key folder " + folder + " lies inside the trial folder " + trial,
          "Keys must be kept apart from what they protect: give --keys another folder.");
    }
  }

  /** Draws and stores the two keys of a new trial, one of them in shares if so asked. */
  Keys create(String planDigest, Optional<KeyShares.Split> split, SecureRandom random) {
    Path own = of(planDigest);
    Keys keys = new Keys(draw(random), draw(random));
    try {
      Files.createDirectories(own);
      if (Files.getFileStore(own).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwx------"));
      }
    } catch (IOException e) {
      throw StorageFailure.writing(own, e);
    }
    AtomicFile.write(own.resolve(RUN), HexFormat.of().formatHex(keys.run()) + "\n");
    if (split.isEmpty()) {
      AtomicFile.write(own.resolve(UNSEAL), HexFormat.of().formatHex(keys.unseal()) + "\n");
    } else {
      KeyShares.Split into = split.get();
      KeyShares.split(keys.unseal(), into, random)
          .forEach(
              (number, share) ->
                  AtomicFile.write(
                      own.resolve("unseal-share-%d-of-%d.txt".formatted(number, into.of())),
                      KeyShares.text(planDigest, into, number, share)));
    }
    return keys;
  }

  /** Reads the key that turns codes into policies. Only the policy host may call this. */
  public byte[] runKey(String planDigest) {
    return read(planDigest, RUN, "run key");
  }

  /** Reads the key that opens the plan. */
  public byte[] unsealKey(String planDigest) {
    return read(planDigest, UNSEAL, "unseal key");
  }

  /** Refuses, with exit code 3, when the run key is not there; does not read it. */
  public void requireRunKey(String planDigest) {
    Path file = of(planDigest).resolve(RUN);
    if (!Files.isReadable(file)) {
      throw missing("run key", file);
    }
  }

  /** Returns the folder of one trial's keys. */
  public Path of(String planDigest) {
    return folder.resolve(planDigest.substring(0, PREFIX));
  }

  private byte[] read(String planDigest, String name, String what) {
    Path file = of(planDigest).resolve(name);
    if (!Files.isReadable(file)) {
      throw missing(what, file);
    }
    try {
      byte[] key = HexFormat.of().parseHex(Files.readString(file).strip());
      if (key.length == SealedBox.KEY_BYTES) {
        return key;
      }
    } catch (IOException e) {
      throw StorageFailure.reading(file, e);
    } catch (IllegalArgumentException notHexadecimal) {
      throw damaged(what, file, notHexadecimal);
    }
    throw damaged(what, file, null);
  }

  private static MissingPrerequisiteException missing(String what, Path file) {
    return new MissingPrerequisiteException(
        "the " + what + " of this trial is not on this machine",
        "Looked for: "
            + file.toAbsolutePath()
            + "\nBring the key folder from where the trial was sealed, or name it with --keys DIR.");
  }

  private static BadInputException damaged(String what, Path file, Throwable cause) {
    return new BadInputException(
        "the " + what + " in " + file + " is not 64 hexadecimal characters",
        "Restore the file from where the trial was sealed.",
        cause);
  }

  private static byte[] draw(SecureRandom random) {
    byte[] key = new byte[SealedBox.KEY_BYTES];
    random.nextBytes(key);
    return key;
  }

  /** The two keys of a trial. */
  public record Keys(byte[] run, byte[] unseal) {}
}
