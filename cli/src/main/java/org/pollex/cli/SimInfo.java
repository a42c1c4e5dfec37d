package org.pollex.cli;

import java.io.PrintWriter;
import org.pollex.sim.client.ServerInfo;
import org.pollex.sim.metaworld.Metaworld;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pollex sim info}: versions and physics fingerprint. */
@Command(
    name = "info",
    description = {
      "Says what the simulation server is: versions, abilities, physics fingerprint.",
      "Two machines with the same fingerprint agree bit by bit on a canonical rollout."
    })
final class SimInfo extends Verb<ServerInfo> {
  @Mixin private SimServerChoice server;

  @Override
  protected ServerInfo answer() {
    try (Metaworld metaworld = server.open()) {
      return metaworld.client().infoWithFingerprint();
    }
  }

  @Override
  protected void print(ServerInfo answer, PrintWriter out) {
    out.printf("contract     %s, server %s%n", answer.apiVersion(), answer.serverVersion());
    out.printf("back ends    %s%n", String.join(", ", answer.backends()));
    answer.packages().forEach((name, version) -> out.printf("%-12s %s%n", name, version));
    out.printf("scenes       %s%n", answer.assetHash());
    out.printf("physics      %s%n", answer.physicsFingerprint());
    out.printf("cores        %d%n", answer.cores());
    out.printf("abilities    %s%n", String.join(", ", answer.features()));
    out.printf(
        "images       %s%n",
        answer.glBackend().isEmpty() ? "none: " + answer.glHint() : answer.glBackend());
  }
}
