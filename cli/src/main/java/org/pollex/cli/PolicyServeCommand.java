package org.pollex.cli;

import java.io.PrintWriter;
import org.pollex.policies.Policy;
import org.pollex.policies.catalog.PolicyCatalog;
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

  @Option(
      names = "--control",
      paramLabel = "C",
      defaultValue = "hand",
      description = {
        "What actions mean to lbm_eval's arms: hand (dx, dy, dz of the right hand, gripper)",
        "or arms (20 absolute numbers for both) (${DEFAULT-VALUE})."
      })
  private LbmControl control;

  @Option(
      names = "--instruction",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "What the policy is told where a client sends no instruction.")
  private String instruction;

  private Policy policy;
  private LbmServer server;

  record Serving(String policy, String address, String protocol, long pid) {}

  @Override
  protected Serving answer() {
    Address at = Address.parse(listen);
    policy = PolicyCatalog.open(address);
    PrintWriter log = log();
    server =
        LbmServer.start(
            policy,
            new LbmServer.Settings(at, control, instruction),
            line -> {
              log.println(line);
              log.flush();
            });
    return new Serving(
        policy.spec().name(), server.address().toString(), "lbm", ProcessHandle.current().pid());
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
        LbmServer serving = server) {
      Runtime.getRuntime().addShutdownHook(new Thread(serving::close));
      serving.await();
      return served == null ? ExitCodes.FAILED : 0;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return 130;
    }
  }
}
