package org.pollex.ros.rtps;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/** Which of a peer's addresses a participant can send to. */
final class Reach {
  private Reach() {}

  /** Whether an address is one of this machine's. */
  static boolean isOwn(InetAddress address) {
    try {
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      return false;
    }
  }

  /**
   * Chooses where to send.
   *
   * @param from the address that packets leave from
   * @return null if none can be reached: from loopback, only this machine's can
   */
  static InetSocketAddress choose(InetAddress from, List<InetSocketAddress> offered) {
    InetSocketAddress best = null;
    int bestScore = 0;
    for (InetSocketAddress one : offered) {
      int score = score(from, one.getAddress());
      if (score > bestScore) {
        best = one;
        bestScore = score;
      }
    }
    return best;
  }

  private static int score(InetAddress from, InetAddress to) {
    if (from.isLoopbackAddress()) {
      return to.isLoopbackAddress() ? 2 : isOwn(to) ? 1 : 0;
    }
    if (to.isLoopbackAddress()) {
      return 0;
    }
    return to.equals(from) ? 40 : 1 + commonBits(from.getAddress(), to.getAddress());
  }

  private static int commonBits(byte[] a, byte[] b) {
    for (int i = 0; i < 32; i++) {
      int mask = 0x80 >> i % 8;
      if ((a[i / 8] & mask) != (b[i / 8] & mask)) {
        return i;
      }
    }
    return 32;
  }
}
