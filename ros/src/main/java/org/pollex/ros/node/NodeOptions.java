package org.pollex.ros.node;

import org.pollex.ros.rtps.ParticipantOptions;
import org.pollex.ros.types.Interfaces;

/**
 * Who a node is and where.
 *
 * @param name its own name
 * @param namespace {@code /} or {@code /lab}
 * @param network the domain and the interface
 * @param interfaces where its types are found
 * @param distro the release whose nodes it is to be seen by
 */
public record NodeOptions(
    String name,
    String namespace,
    ParticipantOptions network,
    Interfaces interfaces,
    Distro distro) {

  /** Checks the names. */
  public NodeOptions {
    Names.node(name);
    Names.namespace(namespace);
  }

  /** On this machine only, with the common types. */
  public static NodeOptions loopback(int domain, String name) {
    return of(ParticipantOptions.loopback(domain), name);
  }

  /** In a network, with the common types. */
  public static NodeOptions of(ParticipantOptions network, String name) {
    return new NodeOptions(name, "/", network, Interfaces.common(), Distro.JAZZY);
  }

  /** Returns the same in a namespace. */
  public NodeOptions in(String newNamespace) {
    return new NodeOptions(name, newNamespace, network, interfaces, distro);
  }

  /** Returns the same with other types. */
  public NodeOptions with(Interfaces newInterfaces) {
    return new NodeOptions(name, namespace, network, newInterfaces, distro);
  }

  /** Returns the same for another release. */
  public NodeOptions with(Distro newDistro) {
    return new NodeOptions(name, namespace, network, interfaces, newDistro);
  }
}
