package org.pollex.sim.server;

/** A program that starts a server, says its process id, and waits to be killed. */
final class AbandonedServer {
  private AbandonedServer() {}

  public static void main(String[] arguments) throws InterruptedException {
    SimulationServer server = SimulationServer.start(ServerOptions.ownSocket());
    System.out.println(server.pid().orElseThrow());
    Thread.sleep(Long.MAX_VALUE);
  }
}
