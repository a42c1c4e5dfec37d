package org.pollex.ros.rtps;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The well-known ports (DDSI-RTPS 2.5, 9.6.2.3). */
final class Ports {
  /** Participants of one domain on one host. */
  static final int PARTICIPANTS = 120;

  private static final int BASE = 7400;
  private static final int PER_DOMAIN = 250;
  private static final int PER_PARTICIPANT = 2;
  private static final int DISCOVERY = 10;

  private Ports() {}

  /** Where every participant of a domain listens. */
  static InetSocketAddress multicast(int domain) {
    return new InetSocketAddress("239.255.0.1", BASE + PER_DOMAIN * domain);
  }

  /** Where the n-th participant of a host listens for discovery. */
  static InetSocketAddress unicast(InetAddress host, int domain, int participant) {
    return new InetSocketAddress(
        host, BASE + PER_DOMAIN * domain + DISCOVERY + PER_PARTICIPANT * participant);
  }
}
