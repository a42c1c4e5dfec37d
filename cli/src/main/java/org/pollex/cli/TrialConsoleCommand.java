package org.pollex.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.pollex.datasets.storage.AtomicFile;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.BadInputException;
import org.pollex.eval.console.OperatorConsole;
import org.pollex.eval.console.PairingCode;
import org.pollex.eval.console.PolicyStarter;
import org.pollex.eval.console.Role;
import org.pollex.eval.console.camera.StationCamera;
import org.pollex.eval.trial.review.Agreement;
import org.pollex.eval.trial.run.ManualTrials;
import org.pollex.eval.trial.run.RefereeProcess;
import org.pollex.eval.trial.run.TrialJournals;
import org.pollex.eval.trial.seal.KeyRing;
import org.pollex.eval.trial.seal.TrialFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pollex trial console}: the operators' web page of a trial on a robot. */
@Command(
    name = "console",
    description = {
      "Serve the page on which operators run a trial of the world 'manual' from a phone.",
      "Killed or interrupted, the same command goes on, with the devices that were paired."
    })
final class TrialConsoleCommand extends Verb<TrialConsoleCommand.Answer> {
  private static final String HELP =
      "Enter: a link for another device   review: a link for a reviewer   quit: end";

  @Parameters(paramLabel = "FOLDER", description = "The sealed trial.")
  private Path path;

  @Mixin private TrialKeyOptions keys;

  @Option(
      names = "--bind",
      defaultValue = "127.0.0.1",
      paramLabel = "ADDRESS",
      description = {
        "Address to listen on (default: ${DEFAULT-VALUE}, this machine only).",
        "Beyond this machine, connections are encrypted."
      })
  private String bind;

  @Option(
      names = "--port",
      defaultValue = "8710",
      paramLabel = "N",
      description = "Port to listen on; 0 for any free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(names = "--tls", description = "Encrypt connections from this machine, too.")
  private boolean tls;

  @Option(
      names = "--camera",
      paramLabel = "URL",
      description = {
        "The station's camera: http(s):// motion JPEG or picture, rtsp:// by ffmpeg,",
        "world:HOST:PORT?task=TASK&camera=NAME of a simulation server."
      })
  private String camera;

  @Option(
      names = "--scenes",
      paramLabel = "DIR",
      description = "Pictures of the scenes to set up: DIR/TASK/1.jpg, DIR/TASK/2.jpg …")
  private Path scenes;

  @Option(
      names = "--qr",
      paramLabel = "FILE.svg",
      description = "Write every pairing code as a picture, too. Whoever sees it may enter.")
  private Path picture;

  /** What the console did. */
  record Answer(
      String folder,
      String address,
      int devices,
      int trials,
      int outcomes,
      int enteredNow,
      boolean closed,
      Agreement reviews,
      String next) {}

  @Override
  protected Answer answer() throws InterruptedException {
    if (port < 0 || port > 65535) {
      throw new BadInputException("--port " + port, "Allowed: 0 to 65535.");
    }
    TrialFolder folder = TrialFolder.open(path);
    OperatorConsole.requireOperated(folder);
    KeyRing ring = keys.ring();
    ring.requireOutside(path);
    String digest = folder.header().planDigest();
    ring.requireRunKey(digest);
    int before = TrialJournals.entries(folder).size();
    InetAddress address = address();
    try (ManualTrials trials =
            new ManualTrials(folder, () -> RefereeProcess.start(folder, ring), Clock.systemUTC());
        PolicyStarter starter = PolicyStarter.of(() -> RefereeProcess.launch(folder, ring));
        OperatorConsole console =
            OperatorConsole.open(
                folder,
                trials,
                starter,
                new OperatorConsole.Settings(
                    address,
                    port,
                    Optional.ofNullable(camera).map(StationCamera::of),
                    Optional.ofNullable(scenes),
                    tls,
                    ring.of(digest),
                    ring.folder().resolve("console")),
                Clock.systemUTC(),
                log())) {
      serve(console);
      boolean closed = TrialJournals.complete(folder, folder.header());
      return new Answer(
          path.toString(),
          console.address(),
          console.devices(),
          folder.header().trials(),
          trials.outcomes(),
          trials.entries().size() - before,
          closed,
          Agreement.of(folder),
          (closed ? "pollex trial unseal " : "pollex trial console ") + path);
    }
  }

  private InetAddress address() {
    try {
      return InetAddress.getByName(bind);
    } catch (UnknownHostException e) {
      throw new BadInputException(
          "--bind " + bind, "Allowed: an address of this machine, or 0.0.0.0 for all.", e);
    }
  }

  /** Serves until 'quit'; without an input to read from, until the process ends. */
  private void serve(OperatorConsole console) throws InterruptedException {
    PrintWriter out = log();
    out.println("The console is at " + console.address());
    console
        .fingerprint()
        .ifPresent(
            fingerprint ->
                out.printf(
                    "To trust it, install %s/ca.crt on the device; SHA-256 of this authority:%n%s%n",
                    console.address(), fingerprint));
    invite(console, Role.OPERATOR);
    out.println(HELP);
    out.flush();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        switch (line.strip().toLowerCase(Locale.ROOT)) {
          case "" -> invite(console, Role.OPERATOR);
          case "review" -> invite(console, Role.REVIEWER);
          case "quit" -> {
            return;
          }
          default -> out.println(HELP);
        }
        out.flush();
      }
    } catch (IOException e) {
      throw StorageFailure.reading(Path.of("standard input"), e);
    }
    new CountDownLatch(1).await();
  }

  private void invite(OperatorConsole console, Role role) {
    String link = console.invite(role);
    PairingCode code = PairingCode.of(link);
    log().printf("%n%s%s%n", code.text(), link);
    log()
        .println(
            "This pairs one device, as "
                + (role == Role.OPERATOR ? "operator" : "reviewer")
                + ", within 15 minutes.");
    if (picture != null) {
      AtomicFile.write(picture, code.svg());
    }
  }

  @Override
  protected void print(Answer answer, PrintWriter output) {
    output.printf(
        "%d of %d trials have an outcome, %d entries now%s%n",
        answer.outcomes(),
        answer.trials(),
        answer.enteredNow(),
        answer.closed() ? "; the trial is closed" : "");
    Agreement reviews = answer.reviews();
    if (reviews.success().reviewed() > 0) {
      output.printf(
          Locale.ROOT,
          "Reviewed %d of %d (at least %d asked for): outcome seen differently in %d, kappa %s;"
              + " milestones %d of %d, kappa %s%n",
          reviews.success().reviewed(),
          reviews.outcomes(),
          reviews.wanted(),
          reviews.success().disagreements(),
          kappa(reviews.success()),
          reviews.milestones().disagreements(),
          reviews.milestones().reviewed(),
          kappa(reviews.milestones()));
    }
    output.println("Next: " + answer.next());
  }

  private static String kappa(Agreement.Question question) {
    return question.kappa() == null
        ? "undefined"
        : String.format(Locale.ROOT, "%.3f", question.kappa());
  }
}
