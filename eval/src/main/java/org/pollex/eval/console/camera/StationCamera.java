package org.pollex.eval.console.camera;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.pollex.errors.BadInputException;
import org.pollex.errors.MissingPrerequisiteException;

/**
 * The camera of a station. It is read here once, whatever the number of phones that look, and is
 * opened again whenever it was lost.
 *
 * <p>Addresses: {@code http://} and {@code https://} of a motion-JPEG stream or of a picture that
 * is renewed; {@code rtsp://}, through the program ffmpeg, which must be installed; {@code world:},
 * a simulated scene ({@link WorldCamera}).
 */
public final class StationCamera implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String WORLD = "world:";
  private static final long RETRY_MILLIS = 500;
  private static final long STALE_NANOS = 3_000_000_000L;

  private final Source source;
  private final Thread reader;
  private volatile boolean closed;
  private volatile InputStream open;
  private volatile Frame latest;

  /** Where pictures come from: opened again whenever it ends. */
  @FunctionalInterface
  public interface Source {
    /** Opens a stream with JPEG pictures in it. */
    InputStream open() throws IOException, InterruptedException;
  }

  /**
   * A picture of the camera.
   *
   * @param number counts up
   * @param nanos when it arrived
   */
  public record Frame(long number, long nanos, byte[] jpeg) {}

  /** Starts to read from a source. */
  public StationCamera(Source source) {
    this.source = source;
    this.reader = Thread.ofVirtual().name("station-camera").start(this::read);
  }

  /** Opens the camera of an address. */
  public static StationCamera of(String address) {
    if (address.startsWith(WORLD)) {
      return new StationCamera(WorldCamera.of(address.substring(WORLD.length())));
    }
    String scheme = address.contains("://") ? address.substring(0, address.indexOf("://")) : "";
    return switch (scheme) {
      case "http", "https" -> new StationCamera(http(address));
      case "rtsp" -> new StationCamera(rtsp(address));
      default ->
          throw new BadInputException(
              "camera '" + address + "'",
              "Allowed: http://… or https://… (motion JPEG, or a picture), rtsp://… (by ffmpeg),"
                  + " world:HOST:PORT?task=TASK&camera=NAME (a simulation server).");
    };
  }

  private static Source http(String address) {
    HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    HttpRequest request;
    try {
      request = HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE).build();
    } catch (IllegalArgumentException e) {
      throw new BadInputException("camera '" + address + "'", "Allowed: an address.", e);
    }
    return () -> client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body();
  }

  private static Source rtsp(String address) {
    try {
      new ProcessBuilder("ffmpeg", "-version").start().destroy();
    } catch (IOException e) {
      throw new MissingPrerequisiteException(
          "ffmpeg is needed for the camera " + address + ", and was not found",
          "Install ffmpeg, or give the address of a motion-JPEG stream.");
    }
    return () ->
        new ProcessBuilder(
                "ffmpeg",
                "-loglevel",
                "error",
                "-rtsp_transport",
                "tcp",
                "-i",
                address,
                "-an",
                "-r",
                "10",
                "-q:v",
                "5",
                "-f",
                "mjpeg",
                "pipe:1")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()
            .getInputStream();
  }

  /** Returns the last picture; empty while the camera gives none. */
  public Optional<Frame> latest() {
    Frame frame = latest;
    return frame == null || System.nanoTime() - frame.nanos() > STALE_NANOS
        ? Optional.empty()
        : Optional.of(frame);
  }

  private void read() {
    long number = 0;
    while (!closed) {
      try (InputStream in = new BufferedInputStream(source.open())) {
        open = in;
        JpegFrames frames = new JpegFrames(in);
        for (Optional<byte[]> next = frames.next();
            next.isPresent() && !closed;
            next = frames.next()) {
          latest = new Frame(number++, System.nanoTime(), next.get());
        }
      } catch (IOException lost) {
        // The camera is out of reach for now; it is tried again below.
      } catch (InterruptedException stopped) {
        return;
      }
      try {
        Thread.sleep(RETRY_MILLIS);
      } catch (InterruptedException stopped) {
        return;
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    reader.interrupt();
    InputStream in = open;
    if (in != null) {
      try {
        in.close();
      } catch (IOException gone) {
        // It was lost before.
      }
    }
  }
}
