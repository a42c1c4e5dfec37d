package org.pollex.policies.remote;

/** A policy that acts in a server somewhere else, which may be lost. */
public interface EndpointBacked {
  /**
   * Returns if something listens at the server's address; asked when the server is late, so that a
   * machine that is gone is not taken for a policy that thinks too long.
   *
   * @throws EndpointLostException when nothing does
   */
  void requireReachable();
}
