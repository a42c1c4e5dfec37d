package org.pollex.eval.console;

import java.io.PrintWriter;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pollex.errors.BadInputException;
import org.pollex.eval.console.camera.FilmRecorder;
import org.pollex.eval.console.camera.StationCamera;
import org.pollex.eval.trial.run.ManualTrials;
import org.pollex.eval.trial.seal.TrialFolder;
import org.pollex.eval.trial.world.ManualWorld;

/** The console of one trial, serving until it is closed. */
public final class OperatorConsole implements AutoCloseable {
  private final ConsoleServer server;
  private final Devices devices;
  private final Optional<LocalAuthority.Trust> trust;
  private final Optional<StationCamera> camera;
  private final Optional<FilmRecorder> recorder;
  private final String host;

  /**
   * Where and how to serve.
   *
   * @param bind address to listen on; beyond loopback, connections are encrypted
   * @param port 0 for any free one
   * @param camera of the station
   * @param scenes folder with pictures of scenes to set up, {@code TASK/NUMBER.jpg}
   * @param tls encrypt on loopback, too
   * @param secrets folder, outside the trial, for digests of tokens
   * @param authority folder, outside the trial, for certificates
   */
  public record Settings(
      InetAddress bind,
      int port,
      Optional<StationCamera> camera,
      Optional<Path> scenes,
      boolean tls,
      Path secrets,
      Path authority) {}

  /**
   * Opens the console.
   *
   * @param trials the entries; stays the caller's to close
   * @param starter of policies; stays the caller's to close
   * @throws BadInputException for a trial that no operator runs, or that is unsealed
   */
  public static OperatorConsole open(
      TrialFolder folder,
      ManualTrials trials,
      PolicyStarter starter,
      Settings settings,
      Clock clock,
      PrintWriter log) {
    requireOperated(folder);
    return new OperatorConsole(folder, trials, starter, settings, clock, log);
  }

  /** Refuses a trial that no operator runs, or that is unsealed. */
  public static void requireOperated(TrialFolder folder) {
    String world = folder.header().world();
    if (!world.equals(ManualWorld.NAME)) {
      throw new BadInputException(
          "the world '" + world + "' needs no operator",
          "It runs unattended: pollex trial run " + folder.path());
    }
    if (folder.has(TrialFolder.OPENED)) {
      throw new BadInputException(
          "this trial is unsealed; nothing can be entered any more",
          "Note what is wrong: pollex trial amend " + folder.path());
    }
  }

  private OperatorConsole(
      TrialFolder folder,
      ManualTrials trials,
      PolicyStarter starter,
      Settings settings,
      Clock clock,
      PrintWriter log) {
    this.camera = settings.camera();
    this.recorder = camera.map(source -> new FilmRecorder(source, folder.file(TrialFolder.VIDEOS)));
    this.devices =
        new Devices(settings.secrets().resolve("console-devices.json"), new SecureRandom(), clock);
    Pictures pictures = new Pictures(folder, settings.scenes());
    OperatorDesk operators =
        new OperatorDesk(
            folder,
            trials,
            starter,
            pictures,
            recorder.map(OperatorConsole::filming).orElse(OperatorDesk.Filming.NONE));
    ConsoleRoutes routes =
        new ConsoleRoutes(
            folder.header().planDigest().substring(0, 16),
            operators,
            new ReviewDesk(folder, clock),
            pictures,
            camera);
    boolean encrypted = settings.tls() || !settings.bind().isLoopbackAddress();
    List<InetAddress> own = ownAddresses();
    this.host = host(settings.bind(), own);
    this.trust =
        encrypted
            ? Optional.of(
                new LocalAuthority(settings.authority(), clock).trust(names(), addresses(own)))
            : Optional.empty();
    this.server =
        new ConsoleServer(
            new InetSocketAddress(settings.bind(), settings.port()),
            trust.map(LocalAuthority.Trust::context),
            trust.map(LocalAuthority.Trust::authority),
            devices,
            routes,
            log);
  }

  private static OperatorDesk.Filming filming(FilmRecorder recorder) {
    return new OperatorDesk.Filming() {
      @Override
      public boolean hasCamera() {
        return true;
      }

      @Override
      public void begin(String code) {
        recorder.begin(code);
      }

      @Override
      public void end() {
        recorder.end();
      }
    };
  }

  /** Returns the address of the page. */
  public String address() {
    return (trust.isPresent() ? "https" : "http") + "://" + host + ":" + server.address().getPort();
  }

  /** Returns a link that pairs one device, once, within the next quarter of an hour. */
  public String invite(Role role) {
    return address() + "/#" + devices.invite(role);
  }

  /** Returns how many devices are paired. */
  public int devices() {
    return devices.count();
  }

  /** Returns SHA-256 of the authority's certificate, where connections are encrypted. */
  public Optional<String> fingerprint() {
    return trust.map(LocalAuthority.Trust::fingerprint);
  }

  private static List<InetAddress> ownAddresses() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(Inet4Address.class::isInstance)
          .toList();
    } catch (SocketException e) {
      return List.of(InetAddress.getLoopbackAddress());
    }
  }

  /** The address that a phone can reach. */
  private static String host(InetAddress bind, List<InetAddress> own) {
    if (!bind.isAnyLocalAddress()) {
      return bind.getHostAddress().contains(":")
          ? "[" + bind.getHostAddress() + "]"
          : bind.getHostAddress();
    }
    return own.stream()
        .filter(address -> !address.isLoopbackAddress())
        .findFirst()
        .orElse(InetAddress.getLoopbackAddress())
        .getHostAddress();
  }

  private static Set<String> names() {
    Set<String> names = new LinkedHashSet<>(List.of("localhost"));
    try {
      String name = InetAddress.getLocalHost().getHostName();
      if (name.matches("[A-Za-z][A-Za-z0-9.-]*")) {
        names.add(name);
        names.add(name.contains(".") ? name : name + ".local");
      }
    } catch (UnknownHostException nameless) {
      // The machine goes by its addresses.
    }
    return names;
  }

  private static Set<String> addresses(List<InetAddress> own) {
    Set<String> addresses = new LinkedHashSet<>(List.of("127.0.0.1"));
    own.forEach(address -> addresses.add(address.getHostAddress()));
    return addresses;
  }

  /** Stops serving; whatever was acknowledged is on the disk. */
  @Override
  public void close() {
    server.close();
    recorder.ifPresent(FilmRecorder::close);
    camera.ifPresent(StationCamera::close);
  }
}
