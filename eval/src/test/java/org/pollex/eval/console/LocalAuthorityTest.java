package org.pollex.eval.console;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.eval.trial.run.CommandState;
import org.pollex.eval.trial.run.ManualTrials;
import org.pollex.eval.trial.run.Stopping;
import org.pollex.eval.trial.seal.TrialFolder;

/** Encrypted connections under the machine's own authority. */
class LocalAuthorityTest {
  @TempDir private Path scratch;

  private static SSLContext trusting(byte[] authority) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry(
        "ca",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(authority)));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private OperatorConsole open(TrialFolder folder, ManualTrials trials) {
    PolicyStarter none =
        new PolicyStarter() {
          @Override
          public void start(String code) {}

          @Override
          public CommandState state() {
            return CommandState.RUNNING;
          }

          @Override
          public void stop() {}

          @Override
          public void close() {}
        };
    return OperatorConsole.open(
        folder,
        trials,
        none,
        new OperatorConsole.Settings(
            InetAddress.getLoopbackAddress(),
            0,
            Optional.empty(),
            Optional.empty(),
            true,
            scratch.resolve("keys"),
            scratch.resolve("authority")),
        Clock.systemUTC(),
        new PrintWriter(System.err));
  }

  @Test
  void aDeviceThatInstalledTheAuthorityTrustsTheConsoleAndOthersDoNot() throws Exception {
    TrialFolder folder = ConsoleTrial.seal(scratch, "trial", 1);
    byte[] authority;
    String fingerprint;
    try (ManualTrials trials = new ManualTrials(folder, () -> Stopping.NEVER, Clock.systemUTC());
        OperatorConsole console = open(folder, trials)) {
      assertTrue(console.address().startsWith("https://127.0.0.1:"), console.address());
      HttpRequest page = HttpRequest.newBuilder(URI.create(console.address() + "/")).build();
      HttpClient stranger = HttpClient.newHttpClient();
      assertThrows(
          SSLHandshakeException.class,
          () -> stranger.send(page, HttpResponse.BodyHandlers.ofString()));
      authority = ca();
      HttpClient trusting = HttpClient.newBuilder().sslContext(trusting(authority)).build();
      Device phone = new Device(console.address(), trusting);
      assertArrayEquals(authority, phone.bytes("/ca.crt").body());
      String link = console.invite(Role.OPERATOR);
      HttpResponse<String> paired = phone.pair(link.substring(link.indexOf("/#") + 2), "ada");
      assertTrue(paired.headers().firstValue("Set-Cookie").orElseThrow().endsWith("Secure"));
      assertEquals(200, phone.get("/api/me").statusCode());
      fingerprint = console.fingerprint().orElseThrow();
    }
    assertEquals("rwx------", permissions(scratch.resolve("authority")));
    // The next start, and the next trial, are trusted without installing anything again.
    try (ManualTrials trials = new ManualTrials(folder, () -> Stopping.NEVER, Clock.systemUTC());
        OperatorConsole console = open(folder, trials)) {
      assertEquals(fingerprint, console.fingerprint().orElseThrow());
    }
    X509Certificate certificate =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(authority));
    assertEquals(0, certificate.getBasicConstraints(), "an authority, of end certificates only");
  }

  private byte[] ca() throws Exception {
    try (var in = Files.newInputStream(scratch.resolve("authority/authority.crt"))) {
      return CertificateFactory.getInstance("X.509").generateCertificate(in).getEncoded();
    }
  }

  private static String permissions(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void nothingIsServedInPlainTextBeyondThisMachine() throws Exception {
    TrialFolder folder = ConsoleTrial.seal(scratch, "trial", 1);
    try (ConsoleTrial trial = new ConsoleTrial(folder, ConsoleTrial.keys(scratch), 0)) {
      assertTrue(trial.console.address().startsWith("http://127.0.0.1:"));
      ConsoleRoutes routes = new ConsoleRoutes("x", null, null, null, Optional.empty());
      InetSocketAddress everywhere = new InetSocketAddress("0.0.0.0", 0);
      assertThrows(
          IllegalArgumentException.class,
          () ->
              new ConsoleServer(everywhere, Optional.empty(), Optional.empty(), null, routes, null)
                  .close());
      // The port answers on the address that was asked for, and on no other of this machine.
      int port = URI.create(trial.console.address()).getPort();
      List<InetAddress> others =
          NetworkInterface.networkInterfaces()
              .flatMap(NetworkInterface::inetAddresses)
              .filter(address -> !address.isLoopbackAddress())
              .toList();
      for (InetAddress other : others) {
        assertFalse(answers(other, port), other + " answers");
      }
      assertFalse(answers(InetAddress.getByName("127.0.0.2"), port), "127.0.0.2 answers");
    }
  }

  private static boolean answers(InetAddress address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 500);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }
}
