package org.pollex.ros.rtps;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.pollex.errors.BadInputException;

/**
 * Where a participant lives.
 *
 * @param domain 0 to 232; ROS 2's {@code ROS_DOMAIN_ID}, of which 0 to 101 are safe
 * @param address the one address that it binds to and tells others
 * @param name what it calls itself
 * @param peers hosts to ask directly, for networks without multicast
 * @param leaseNanos after what silence others count it as gone, ns
 * @param userData what the application adds to its announcement
 */
public record ParticipantOptions(
    int domain,
    InetAddress address,
    String name,
    List<InetAddress> peers,
    long leaseNanos,
    byte[] userData) {

  private static final int DOMAINS = 232;
  private static final long LEASE = 10_000_000_000L;

  /** Checks the domain. */
  public ParticipantOptions {
    if (domain < 0 || domain > DOMAINS) {
      throw new BadInputException(
          "the domain is " + domain, "Allowed: 0 to " + DOMAINS + "; 0 to 101 on every system.");
    }
    peers = List.copyOf(peers);
  }

  /** On this machine only: nothing is sent to and nothing taken from any other. */
  public static ParticipantOptions loopback(int domain) {
    return at(domain, new InetSocketAddress("127.0.0.1", 0).getAddress());
  }

  /**
   * On a network interface, by its name or its IPv4 address.
   *
   * @throws BadInputException with the interfaces that there are
   */
  public static ParticipantOptions onInterface(int domain, String nameOrAddress) {
    List<String> all = new ArrayList<>();
    try {
      for (NetworkInterface one : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        for (InetAddress address : Collections.list(one.getInetAddresses())) {
          if (address instanceof Inet4Address) {
            String text = address.getHostAddress();
            if (one.getName().equals(nameOrAddress) || text.equals(nameOrAddress)) {
              return at(domain, address);
            }
            all.add(one.getName() + " (" + text + ")");
          }
        }
      }
    } catch (SocketException e) {
      throw new BadInputException("the network interfaces cannot be listed", e.getMessage(), e);
    }
    throw BadInputException.unknownName("network interface with IPv4", nameOrAddress, all);
  }

  private static ParticipantOptions at(int domain, InetAddress address) {
    byte[] enclave = "enclave=/;".getBytes(StandardCharsets.UTF_8);
    return new ParticipantOptions(domain, address, "pollex", List.of(), LEASE, enclave);
  }

  /** Returns the same under another name. */
  public ParticipantOptions named(String newName) {
    return new ParticipantOptions(domain, address, newName, peers, leaseNanos, userData);
  }

  /** Returns the same with hosts to ask directly. */
  public ParticipantOptions withPeers(List<InetAddress> newPeers) {
    return new ParticipantOptions(domain, address, name, newPeers, leaseNanos, userData);
  }

  /** Returns the same with another lease, ns. */
  public ParticipantOptions withLease(long newLeaseNanos) {
    return new ParticipantOptions(domain, address, name, peers, newLeaseNanos, userData);
  }
}
