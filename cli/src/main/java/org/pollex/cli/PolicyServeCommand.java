package org.pollex.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.pollex.policies.Policy;
import org.pollex.policies.catalog.PolicyCatalog;
import org.pollex.policies.remote.Listener;
import org.pollex.policies.remote.PolicyHost;
import org.pollex.policies.remote.ServedPolicy;
import org.pollex.policies.remote.lbm.LbmControl;
import org.pollex.policies.remote.lbm.LbmServer;
import org.pollex.sim.server.Address;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pollex policy serve}: a policy for other programs, until it is interrupted. */
@Command(
    name = "serve",
    description = {
      "Serve a policy to other programs until it is interrupted.",
      "It listens on loopback or a socket file unless another address is given; whoever can reach",
      "it can use it, for nothing is encrypted and nobody is asked who they are."
    })
final class PolicyServeCommand extends Verb<PolicyServeCommand.Serving> {
  @Parameters(
      paramLabel = "POLICY",
      description = "A policy as 'rollout --policy' takes it: a folder, mt3:INDEX, zero ...")
  private String address;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1:50051",
      description = "HOST:PORT (port 0 = a free one) or unix:PATH (${DEFAULT-VALUE}).")
  private String listen;

  /** What is spoken. */
  enum Protocol {
    STREAM,
    LBM
  }

  @Option(
      names = "--protocol",
      paramLabel = "P",
      defaultValue = "stream",
      description = {
        "stream (policy.v1, for 'remote:ADDRESS') or lbm (lbm_eval's, for",
        "'remote:ADDRESS?protocol=lbm') (${DEFAULT-VALUE})."
      })
  private Protocol protocol;

  @Option(
      names = "--control",
      paramLabel = "C",
      defaultValue = "hand",
      description = {
        "With lbm, what actions mean to its arms: hand (dx, dy, dz of the right hand, gripper)",
        "or arms (20 absolute numbers for both) (${DEFAULT-VALUE})."
      })
  private LbmControl control;

  @Option(
      names = "--instruction",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "With lbm, what the policy is told where a client sends no instruction.")
  private String instruction;

  private Policy policy;
  private Listener listener;

  record Serving(String policy, String address, String protocol, long pid) {}

  @Override
  protected Serving answer() {
    Address at = Address.parse(listen);
    policy = PolicyCatalog.open(address);
    listener =
        switch (protocol) {
          case STREAM -> PolicyHost.listener(at, new ServedPolicy(policy));
          case LBM ->
              LbmServer.start(policy, new LbmServer.Settings(at, control, instruction), this::log);
        };
    return new Serving(
        policy.spec().name(),
        listener.address().toString(),
        protocol.name().toLowerCase(Locale.ROOT),
        ProcessHandle.current().pid());
  }

  private void log(String line) {
    log().println(line);
    log().flush();
  }

  @Override
  protected void print(Serving answer, PrintWriter out) {
    out.printf(
        "Serving %s at %s (process %d). Interrupt to end.%n",
        answer.policy(), answer.address(), answer.pid());
  }

  @Override
  protected int exitCode(Serving answer) {
    try (Policy served = policy;
        Listener serving = listener) {
      Runtime.getRuntime().addShutdownHook(new Thread(serving::close));
      serving.await();
      return served == null ? ExitCodes.FAILED : 0;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return 130;
    }
  }
}
