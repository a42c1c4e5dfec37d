package org.pollex.eval.console.camera;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.errors.BadInputException;

/** Pictures found in streams, a camera that comes and goes, and films of rollouts. */
class StationCameraTest {
  @TempDir private Path scratch;

  /** A noisy picture, in which every byte value occurs. */
  private static byte[] picture(long seed) throws IOException {
    BufferedImage image = new BufferedImage(48, 32, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(seed);
    for (int i = 0; i < 48 * 32; i++) {
      image.setRGB(i % 48, i / 48, random.nextInt());
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", out);
    return out.toByteArray();
  }

  private static void part(OutputStream out, byte[] jpeg, boolean length) throws IOException {
    String head = "\r\n--frame\r\nContent-Type: image/jpeg\r\n";
    head += length ? "Content-Length: " + jpeg.length + "\r\n\r\n" : "\r\n";
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.write(jpeg);
  }

  private static List<byte[]> all(byte[] stream) throws IOException {
    JpegFrames frames = new JpegFrames(new ByteArrayInputStream(stream));
    List<byte[]> found = new ArrayList<>();
    for (Optional<byte[]> next = frames.next(); next.isPresent(); next = frames.next()) {
      found.add(next.get());
    }
    return found;
  }

  @Test
  void picturesAreFoundWhateverLiesBetweenThem() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (int i = 0; i < 50; i++) {
      part(stream, picture(seed + i), random.nextBoolean());
      byte[] noise = new byte[random.nextInt(50)];
      random.nextBytes(noise);
      for (byte each : noise) {
        stream.write(each == (byte) 0xd8 ? 0 : each);
      }
    }
    byte[] torn = picture(seed);
    stream.write(torn, 0, torn.length / 2);
    List<byte[]> found = all(stream.toByteArray());
    assertEquals(50, found.size(), "seed " + seed);
    for (int i = 0; i < 50; i++) {
      assertArrayEquals(picture(seed + i), found.get(i), "seed " + seed);
    }
  }

  @Test
  void noStreamIsTooBroken() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = picture(i % 7);
      for (int change = random.nextInt(20); change >= 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      assertTrue(all(bytes).size() <= 20, "seed " + seed);
    }
    assertEquals(0, all("<html>no camera here</html>".getBytes(StandardCharsets.UTF_8)).size());
  }

  @Test
  void aCameraIsReadOverHttpAndFilmed() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/stream",
        exchange -> {
          exchange
              .getResponseHeaders()
              .set("Content-Type", "multipart/x-mixed-replace;boundary=frame");
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            // Each connection breaks off after a few pictures, as bad Wi-Fi does.
            for (int i = 0; i < 8; i++) {
              part(out, picture(i), true);
              out.flush();
              Thread.sleep(60);
            }
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
    String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/stream";
    try (StationCamera camera = StationCamera.of(address);
        FilmRecorder recorder = new FilmRecorder(camera, scratch)) {
      long first = -1;
      for (int i = 0; i < 400 && first < 10; i++) {
        Thread.sleep(20);
        first = camera.latest().map(StationCamera.Frame::number).orElse(-1L);
      }
      assertTrue(first >= 10, "the camera was opened again after it was lost");
      recorder.begin("AAAA-BBBB");
      Thread.sleep(900);
      recorder.end();
      recorder.begin("AAAA-BBBB");
      Thread.sleep(400);
      recorder.end();
    } finally {
      server.stop(0);
    }
    Films films = new Films(scratch);
    assertTrue(films.has("AAAA-BBBB"));
    assertTrue(films.has("AAAA-BBBB-before-1"), "the film before is kept");
    int frames = films.frames("AAAA-BBBB-before-1");
    assertTrue(frames >= 2 && frames <= 5, "had " + frames);
    try (InputStream frame =
        new ByteArrayInputStream(films.frame("AAAA-BBBB-before-1", frames - 1))) {
      assertEquals(48, ImageIO.read(frame).getWidth());
    }
    assertThrows(BadInputException.class, () -> films.frame("AAAA-BBBB", frames + 100));
    assertThrows(BadInputException.class, () -> films.frame("AAAA-BBBB", -1));
  }

  @Test
  void addressesAreCheckedByName() {
    BadInputException wrong =
        assertThrows(BadInputException.class, () -> StationCamera.of("file:///etc/passwd"));
    assertTrue(wrong.getMessage().contains("rtsp://"), wrong.getMessage());
    for (String world : List.of("world:", "world:127.0.0.1:1", "world:127.0.0.1:1?task=door")) {
      assertThrows(BadInputException.class, () -> StationCamera.of(world), world);
    }
  }
}
