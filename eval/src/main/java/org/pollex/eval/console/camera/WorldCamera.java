package org.pollex.eval.console.camera;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.pollex.errors.BadInputException;
import org.pollex.errors.PollexException;
import org.pollex.sim.client.Camera;
import org.pollex.sim.client.GrpcWorldPort;
import org.pollex.sim.client.RenderedImage;
import org.pollex.sim.metaworld.Metaworld;
import org.pollex.sim.server.Address;

/**
 * A camera of a simulated world, for consoles that are rehearsed without a robot: a scene on a
 * server that runs already ({@code pollex sim serve}), seen as it was reset.
 *
 * <p>Address: {@code world:HOST:PORT?task=TASK&camera=NAME}, or {@code world:unix:PATH?…}.
 */
final class WorldCamera implements StationCamera.Source {
  private static final String FORM =
      "Allowed: world:HOST:PORT?task=TASK&camera=NAME, a server of 'pollex sim serve'.";

  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final int SEED = 42;
  private static final long PERIOD_MILLIS = 200;
  private static final int[] SLOT = {0};

  private final Address server;
  private final String task;
  private final String camera;

  private WorldCamera(Address server, String task, String camera) {
    this.server = server;
    this.task = task;
    this.camera = camera;
  }

  /**
   * Reads an address after {@code world:} and takes a first picture.
   *
   * @throws PollexException for a malformed address, and when the server has no such scene or
   *     camera, or cannot render
   */
  static WorldCamera of(String address) {
    String[] parts = address.split("\\?", 2);
    Map<String, String> options = new HashMap<>();
    for (String option : (parts.length == 2 ? parts[1] : "").split("&")) {
      String[] pair = option.split("=", 2);
      options.put(pair[0], pair.length == 2 ? pair[1] : "");
    }
    if (!options.keySet().equals(Set.of("task", "camera"))) {
      throw new BadInputException("camera 'world:" + address + "'", FORM);
    }
    WorldCamera world =
        new WorldCamera(Address.parse(parts[0]), options.get("task"), options.get("camera"));
    try (Pictures first = world.connect()) {
      first.take();
    } catch (IOException e) {
      throw new BadInputException("camera 'world:" + address + "'", FORM, e);
    }
    return world;
  }

  @Override
  public InputStream open() throws IOException {
    try {
      return connect();
    } catch (PollexException lost) {
      throw new IOException(lost);
    }
  }

  private Pictures connect() {
    Metaworld world = Metaworld.attach(server);
    try {
      GrpcWorldPort port = world.client().open(Metaworld.options(List.of(task), 1, List.of()));
      port.reset(SLOT, world.goals("MT1", task, SEED, 1));
      return new Pictures(world, port);
    } catch (RuntimeException failed) {
      world.close();
      throw failed;
    }
  }

  /** JPEG pictures one after the other, each taken when it is asked for. */
  private final class Pictures extends InputStream {
    private final Metaworld world;
    private final GrpcWorldPort port;
    private ByteArrayInputStream picture = new ByteArrayInputStream(new byte[0]);
    private long next;
    private boolean closed;

    Pictures(Metaworld world, GrpcWorldPort port) {
      this.world = world;
      this.port = port;
    }

    private synchronized byte[] take() throws IOException {
      if (closed) {
        return new byte[0];
      }
      try {
        RenderedImage image =
            port.render(
                    SLOT,
                    List.of(Camera.ofScene(camera, WIDTH, HEIGHT)),
                    Set.of(RenderedImage.Channel.RGB),
                    Metaworld.hangs(camera))
                .getFirst();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(image.toImage(), "jpg", jpeg);
        return jpeg.toByteArray();
      } catch (BadInputException wrong) {
        throw wrong;
      } catch (PollexException lost) {
        throw new IOException(lost);
      }
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (picture.available() == 0) {
        rest();
        picture = new ByteArrayInputStream(take());
        next = System.nanoTime() + 1_000_000 * PERIOD_MILLIS;
      }
      return picture.read(into, offset, length);
    }

    private void rest() throws IOException {
      long millis = (next - System.nanoTime()) / 1_000_000;
      try {
        Thread.sleep(Math.clamp(millis, 0, PERIOD_MILLIS));
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IOException(stopped);
      }
    }

    @Override
    public synchronized void close() {
      if (!closed) {
        closed = true;
        port.close();
        world.close();
      }
    }
  }
}
