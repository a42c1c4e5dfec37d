package org.pollex.sim.server;

/** A program that starts a server, says its process id and address, and waits to be killed. */
final class AbandonedServer {
  private AbandonedServer() {}

  public static void main(String[] arguments) throws InterruptedException {
    SimulationServer server = SimulationServer.start(ServerOptions.ownSocket());
    System.out.println(server.pid().orElseThrow());
    System.out.println(server.address());
    Thread.sleep(Long.MAX_VALUE);
  }
}
