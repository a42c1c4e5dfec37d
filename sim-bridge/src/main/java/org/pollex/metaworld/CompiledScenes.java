package org.pollex.metaworld;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.pollex.errors.BadInputException;
import org.pollex.mujoco.MjModel;
import org.pollex.mujoco.MuJoCo;

/**
 * Compiled scenes on disk, the same files that the simulation server keeps: {@code
 * POLLEX_SIM_CACHE}, or {@code var/pollex-sim} in the Python environment. Safe to delete at any
 * time; what cannot be read is compiled again, and a full disk costs only speed.
 */
final class CompiledScenes {
  private static final String VARIABLE = "POLLEX_SIM_CACHE";

  private CompiledScenes() {}

  /** Loads a scene, compiled before or now. */
  static MjModel load(Path xml) {
    try {
      Path compiled = fileOf(xml);
      if (Files.exists(compiled)) {
        try {
          return MjModel.loadCompiled(compiled);
        } catch (BadInputException damaged) {
          Files.deleteIfExists(compiled);
        }
      }
      MjModel model = MjModel.load(xml);
      keep(model, compiled);
      return model;
    } catch (IOException noCache) {
      return MjModel.load(xml);
    }
  }

  private static void keep(MjModel model, Path compiled) {
    Path temporary = null;
    try {
      Files.createDirectories(compiled.getParent());
      temporary = Files.createTempFile(compiled.getParent(), "scene", ".mjb");
      model.save(temporary);
      Files.move(temporary, compiled, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException full) {
      discard(temporary);
    }
  }

  private static void discard(Path temporary) {
    try {
      if (temporary != null) {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException unreachable) {
      // A leftover file costs space alone.
    }
  }

  /** The compiled twin of a scene, named by everything that its bytes depend on. */
  private static Path fileOf(Path xml) throws IOException {
    long modified = Files.getLastModifiedTime(xml).to(TimeUnit.NANOSECONDS);
    String key = MuJoCo.require() + " " + xml + " " + Files.size(xml) + " " + modified;
    String hash = HexFormat.of().formatHex(sha256(key)).substring(0, 16);
    String stem = xml.getFileName().toString().replaceAll("\\.xml$", "");
    return folder(xml).resolve("models").resolve(stem + "-" + hash + ".mjb");
  }

  private static Path folder(Path xml) throws IOException {
    String named = System.getenv(VARIABLE);
    if (named != null && !named.isEmpty()) {
      return Path.of(named);
    }
    // ENVIRONMENT/lib/python3.x/site-packages/metaworld/assets/sawyer_xyz/scene.xml
    Path environment = xml.toAbsolutePath();
    for (int i = 0; i < 7 && environment != null; i++) {
      environment = environment.getParent();
    }
    if (environment == null || !Files.exists(environment.resolve("pyvenv.cfg"))) {
      throw new IOException("no Python environment around " + xml);
    }
    return environment.resolve("var").resolve("pollex-sim");
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
