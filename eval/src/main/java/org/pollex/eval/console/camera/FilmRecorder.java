package org.pollex.eval.console.camera;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pollex.datasets.storage.StorageFailure;

/**
 * Films rollouts with the station's camera, each into {@code CODE.mjpeg}: pictures one after the
 * other, at a fixed rate. A rollout that is run again is filmed again; the film before is kept.
 */
public final class FilmRecorder implements AutoCloseable {
  /** Pictures a second. */
  public static final int RATE = 4;

  /** A film ends here, so that a forgotten rollout fills no disk. */
  private static final long LARGEST = 256L << 20;

  private final StationCamera camera;
  private final Path folder;
  private Thread filming;
  private volatile boolean stop;

  /** Creates a recorder into a folder, which need not exist yet. */
  public FilmRecorder(StationCamera camera, Path folder) {
    this.camera = camera;
    this.folder = folder;
  }

  /** Starts a film. */
  public synchronized void begin(String code) {
    end();
    Path file = folder.resolve(code + ".mjpeg");
    try {
      Files.createDirectories(folder);
      for (int earlier = 1; Files.exists(file); earlier++) {
        Path kept = folder.resolve(code + "-before-" + earlier + ".mjpeg");
        if (Files.notExists(kept)) {
          Files.move(file, kept);
        }
      }
    } catch (IOException e) {
      throw StorageFailure.writing(folder, e);
    }
    stop = false;
    filming = Thread.ofVirtual().name("film").start(() -> film(file));
  }

  private void film(Path file) {
    long size = 0;
    try (OutputStream out = Files.newOutputStream(file)) {
      while (!stop && size < LARGEST) {
        byte[] picture = camera.latest().map(StationCamera.Frame::jpeg).orElse(new byte[0]);
        out.write(picture);
        size += picture.length;
        Thread.sleep(1000 / RATE);
      }
    } catch (IOException full) {
      // A film is a help for reviewers; a rollout does not fail for want of one.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the film. */
  public synchronized void end() {
    if (filming != null) {
      stop = true;
      try {
        filming.join();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
      filming = null;
    }
  }

  @Override
  public void close() {
    end();
  }
}
