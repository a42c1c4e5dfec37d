package org.pollex.policies.catalog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.pollex.errors.BadInputException;
import org.pollex.policies.Policy;
import org.pollex.policies.cloning.NearestNeighbourPolicy;
import org.pollex.policies.learned.LearnedPolicy;
import org.pollex.policies.mt3.Mt3Policy;
import org.pollex.policies.remote.EndpointPolicy;
import org.pollex.policies.remote.lbm.LbmPolicy;
import org.pollex.policies.replay.ReplayPolicy;
import org.pollex.policies.scripted.ExpertPolicy;
import org.pollex.policies.scripted.RandomPolicy;
import org.pollex.policies.scripted.ZeroPolicy;
import org.pollex.sim.server.Address;

/**
 * Opens a policy by its address: a word ({@code expert}), a kind and what it is made from ({@code
 * mt3:INDEX}), a server ({@code remote:HOST:PORT}), or the folder of a trained policy.
 */
public final class PolicyCatalog {
  private static final Map<String, Function<String, Policy>> KINDS =
      new TreeMap<>(
          Map.of(
              "expert", source -> new ExpertPolicy(),
              "zero", source -> new ZeroPolicy(),
              "random", source -> new RandomPolicy(),
              "replay", source -> ReplayPolicy.open(demonstrations(source)),
              "knn", source -> NearestNeighbourPolicy.open(demonstrations(source)),
              "mt3", source -> Mt3Policy.open(demonstrations(source)),
              "remote", PolicyCatalog::remote));

  private static final String LBM = "protocol=lbm";
  private static final String NAMED = "policy=";

  private PolicyCatalog() {}

  /**
   * Opens a policy.
   *
   * @param address {@code KIND}, {@code KIND:SOURCE}, or a folder
   * @throws BadInputException for an unknown kind, or a source that does not hold such a policy
   */
  public static Policy open(String address) {
    if (Files.isDirectory(Path.of(address))) {
      return LearnedPolicy.open(Path.of(address));
    }
    int colon = address.indexOf(':');
    String kind = colon < 0 ? address : address.substring(0, colon);
    String source = colon < 0 ? "" : address.substring(colon + 1);
    Function<String, Policy> opener = KINDS.get(kind);
    if (opener == null) {
      throw new BadInputException(
          "unknown policy '" + address + "'",
          "Allowed: %s, or the folder of a trained policy"
              .formatted(String.join(", ", KINDS.keySet())));
    }
    return opener.apply(source);
  }

  private static Policy remote(String source) {
    int question = source.indexOf('?');
    Address address = Address.parse(question < 0 ? source : source.substring(0, question));
    String option = question < 0 ? "" : source.substring(question + 1);
    if (option.equals(LBM)) {
      return LbmPolicy.connect(address);
    }
    if (option.isEmpty() || option.startsWith(NAMED)) {
      return EndpointPolicy.connect(
          address, option.isEmpty() ? "" : option.substring(NAMED.length()));
    }
    throw new BadInputException(
        "unknown option '" + option + "' of a remote policy",
        "Allowed: none, " + NAMED + "NAME for one of a server's policies, or " + LBM);
  }

  private static Path demonstrations(String source) {
    if (source.isBlank()) {
      throw new BadInputException(
          "a policy that needs demonstrations, without any",
          "Give an index or a file of demonstrations after a colon, for example mt3:INDEX.");
    }
    return Path.of(source);
  }
}
