package org.pollex.cli;

import java.io.PrintWriter;
import java.util.List;
import org.pollex.sim.conformance.Check;
import org.pollex.sim.conformance.ServerConformance;
import org.pollex.sim.metaworld.Metaworld;
import org.pollex.sim.server.Address;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pollex sim check}: does a server keep the contract? */
@Command(
    name = "check",
    description = {
      "Checks that a simulation server keeps the contract sim.v1: exactly-once calls, refusals,",
      "determinism, chunks, snapshots. Exit code 4 when it does not."
    })
final class SimCheck extends Verb<SimCheck.Verdict> {
  @Parameters(
      paramLabel = "ADDRESS",
      arity = "0..1",
      description = "HOST:PORT or unix:PATH of a running server; default: start one for this.")
  private String address;

  @Option(
      names = "--task",
      paramLabel = "TASK",
      defaultValue = "drawer-open-v3",
      description = "The task to check with (${DEFAULT-VALUE}).")
  private String task;

  record Verdict(String server, boolean ok, List<Check.Result> checks) {}

  @Override
  protected Verdict answer() {
    try (Metaworld metaworld =
        address == null ? Metaworld.start() : Metaworld.attach(Address.parse(address))) {
      List<Check.Result> results = new ServerConformance(metaworld, task).run();
      boolean ok = results.stream().allMatch(Check.Result::ok);
      return new Verdict(metaworld.server().address().toString(), ok, results);
    }
  }

  @Override
  protected void print(Verdict answer, PrintWriter out) {
    for (Check.Result check : answer.checks()) {
      out.printf("%-4s %-26s %s%n", check.ok() ? "ok" : "NO", check.name(), check.promise());
      if (!check.ok()) {
        out.printf("     %s%n", check.detail());
      }
    }
    long broken = answer.checks().stream().filter(check -> !check.ok()).count();
    out.println(
        answer.ok()
            ? "The server keeps sim.v1: all " + answer.checks().size() + " checks hold."
            : "The server does not keep sim.v1: " + broken + " checks failed.");
  }

  @Override
  protected int exitCode(Verdict answer) {
    return answer.ok() ? 0 : 4;
  }
}
