package org.pollex.sim.client;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a simulation server is.
 *
 * @param apiVersion the contract it speaks, {@code sim.v1}
 * @param serverVersion its own version
 * @param packages versions of the packages that decide its numbers, by name
 * @param backends simulators that it can host
 * @param assetHash SHA-256 over the simulator's scene files
 * @param physicsFingerprint SHA-256 over a canonical rollout; empty unless asked for
 * @param cores processor cores it sees
 * @param glBackend how it renders images, or empty when it cannot
 * @param glHint what to install when it cannot
 * @param features optional abilities, by name
 * @param pid process id of its front process
 * @param maxSlots most slots of one pool
 * @param maxChunkSteps most steps of one chunk
 */
public record ServerInfo(
    String apiVersion,
    String serverVersion,
    Map<String, String> packages,
    List<String> backends,
    String assetHash,
    String physicsFingerprint,
    int cores,
    String glBackend,
    String glHint,
    List<String> features,
    long pid,
    int maxSlots,
    int maxChunkSteps) {
  /** Copies the collections, packages sorted by name. */
  public ServerInfo {
    packages = java.util.Collections.unmodifiableMap(new TreeMap<>(packages));
    backends = List.copyOf(backends);
    features = List.copyOf(features);
  }

  static ServerInfo of(org.pollex.sim.v1.GetServerInfoReply reply) {
    return new ServerInfo(
        reply.getApiVersion(),
        reply.getServerVersion(),
        reply.getPackagesMap(),
        reply.getBackendsList(),
        reply.getAssetHash(),
        reply.getPhysicsFingerprint(),
        reply.getCores(),
        reply.getGlBackend(),
        reply.getGlHint(),
        reply.getFeaturesList(),
        reply.getPid(),
        reply.getLimits().getMaxSlots(),
        reply.getLimits().getMaxChunkSteps());
  }
}
