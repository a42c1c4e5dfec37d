package org.pollex.ros.node;

/** What differs in the network between the releases of ROS 2. */
public enum Distro {
  /** Humble: identifiers of 24 bytes in the graph, no hashes of types. */
  HUMBLE(24, false),
  /** Jazzy. */
  JAZZY(16, true),
  /** Kilted. */
  KILTED(16, true);

  private final int gidBytes;
  private final boolean hashes;

  Distro(int gidBytes, boolean hashes) {
    this.gidBytes = gidBytes;
    this.hashes = hashes;
  }

  int gidBytes() {
    return gidBytes;
  }

  boolean hashes() {
    return hashes;
  }
}
