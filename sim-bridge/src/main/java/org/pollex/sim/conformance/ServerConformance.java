package org.pollex.sim.conformance;

import java.util.List;
import java.util.stream.Stream;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.sim.metaworld.Metaworld;

/** Runs all checks against a Meta-World server. */
public final class ServerConformance {
  private final Metaworld metaworld;
  private final String task;

  /**
   * Prepares the checks.
   *
   * @param task the task to check with; refused with the nearest names when unknown
   */
  public ServerConformance(Metaworld metaworld, String task) {
    this.metaworld = metaworld;
    this.task = metaworld.tasks().resolve(task).getFirst();
  }

  /** Returns the server as the checks of the contract see it. */
  public ServerSubject server() {
    InitialCondition start = world().conditions(task, 1).getFirst();
    org.pollex.sim.v1.InitialCondition.Builder message =
        org.pollex.sim.v1.InitialCondition.newBuilder().setId(start.id()).setTaskId(start.task());
    for (double parameter : start.parameters()) {
      message.addParameters(parameter);
    }
    return new ServerSubject(
        metaworld.client().channel(), Metaworld.BACKEND, message.build(), "state39");
  }

  /** Returns the server as the checks of worlds see it. */
  public WorldSubject world() {
    return new MetaworldSubject(metaworld, List.of(task));
  }

  /** Runs all checks, those of the contract first. */
  public List<Check.Result> run() {
    ServerSubject server = server();
    WorldSubject world = world();
    return Stream.concat(
            ContractChecks.all().stream().map(check -> check.run(server)),
            WorldChecks.all().stream().map(check -> check.run(world)))
        .toList();
  }
}
