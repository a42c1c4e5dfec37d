package org.pollex.eval.trial.seal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pollex.datasets.storage.AtomicFile;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.datasets.storage.Sha256;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.BadInputException;
import org.pollex.eval.trial.decide.DecisionRule;
import org.pollex.eval.trial.plan.TrialPlan;
import org.pollex.eval.trial.world.BernoulliPolicy;
import org.pollex.eval.trial.world.CommandPolicy;
import org.pollex.eval.trial.world.TrialWorld;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.hardware.world.ObservationSpec;
import org.pollex.hardware.world.TaskSpec;
import org.pollex.policies.Policy;
import org.pollex.policies.PolicySpec;

/** Turns a plan into a sealed trial folder. After it, nothing about the trial can be chosen. */
public final class Sealer {
  private final TrialWorld world;
  private final Function<String, Policy> policies;
  private final SecureRandom random;
  private final Clock clock;

  /**
   * Creates a sealer.
   *
   * @param policies opens a policy by its address; used only to learn which streams it reads
   * @param random draws order, codes, salts and keys
   */
  public Sealer(
      TrialWorld world, Function<String, Policy> policies, SecureRandom random, Clock clock) {
    this.world = world;
    this.policies = policies;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Seals a plan.
   *
   * @param excluded initial conditions that no rollout may start from: the demonstrations' own
   * @param target the trial folder, which must not exist yet
   * @param keys where the keys go
   * @return the sealed folder; it appears whole or not at all
   */
  public TrialFolder seal(
      TrialPlan plan, List<InitialCondition> excluded, Path target, KeyRing keys) {
    return seal(plan, excluded, target, keys, Optional.empty());
  }

  /** Seals a plan, and splits the unseal key between people. */
  public TrialFolder seal(
      TrialPlan plan,
      List<InitialCondition> excluded,
      Path target,
      KeyRing keys,
      Optional<KeyShares.Split> split) {
    keys.requireOutside(target);
    if (Files.exists(target)) {
      throw new BadInputException(
          target + " exists already", "A sealed trial is never overwritten: name a new folder.");
    }
    Map<String, TaskSpec> tasks = world.tasks(plan.tasks());
    requireDesign(plan, tasks.size());
    requireRubric(plan, tasks.keySet());
    List<SealedPolicy> sealedPolicies = plan.policies().stream().map(this::sealed).toList();
    Map<String, List<InitialCondition>> conditions = new LinkedHashMap<>();
    for (String task : tasks.keySet()) {
      conditions.put(task, conditions(plan, task, excluded));
    }
    Draft draft = draw(plan, List.copyOf(tasks.keySet()), sealedPolicies, conditions);
    return write(draft, tasks, target, keys, split);
  }

  /** A sequential test that cannot have these numbers is refused now, not in the middle. */
  private static void requireDesign(TrialPlan plan, int tasks) {
    DecisionRule.of(plan.analysis(), plan.policies().size(), tasks, plan.rollouts(), plan.seed());
  }

  private static void requireRubric(TrialPlan plan, Set<String> tasks) {
    for (String task : plan.conduct().rubric().keySet()) {
      if (!tasks.contains(task)) {
        throw BadInputException.unknownName("task in conduct.rubric", task, tasks);
      }
    }
  }

  /** All that was drawn, before anything is written. */
  private record Draft(SealedPlan plan, List<SealedTrial> trials, String planDigest) {}

  private SealedPolicy sealed(TrialPlan.PlannedPolicy planned) {
    String address = PolicyFiles.absolute(planned.address());
    ObservationSpec offered = world.observationSpec();
    try (Policy policy = open(planned.name(), address)) {
      PolicySpec spec = policy.spec();
      spec.streams().forEach(offered::stream);
      List<String> streams =
          Stream.concat(
                  spec.streams().stream(),
                  spec.optionalStreams().stream().filter(offered.names()::contains))
              .distinct()
              .toList();
      return new SealedPolicy(
          planned.name(), address, spec.family(), streams, PolicyFiles.digest(address));
    }
  }

  private Policy open(String name, String address) {
    if (BernoulliPolicy.isAddress(address)) {
      return BernoulliPolicy.of(name, address);
    }
    return CommandPolicy.isAddress(address) ? CommandPolicy.of(address) : policies.apply(address);
  }

  private List<InitialCondition> conditions(
      TrialPlan plan, String task, List<InitialCondition> excluded) {
    Set<List<Double>> taken =
        excluded.stream()
            .filter(condition -> condition.task().equals(task))
            .map(Sealer::parameters)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    List<InitialCondition> drawn =
        world.sample(
            plan.initialConditions().benchmark(),
            task,
            plan.initialConditions().seed(),
            plan.rollouts() + taken.size());
    List<InitialCondition> kept =
        drawn.stream()
            .filter(condition -> !taken.contains(parameters(condition)))
            .limit(plan.rollouts())
            .toList();
    if (kept.size() < plan.rollouts()) {
      throw new BadInputException(
          "task "
              + task
              + " has only "
              + kept.size()
              + " initial conditions besides the demonstrations' own, the plan asks for "
              + plan.rollouts(),
          "Lower 'rollouts', or choose another sampler or seed under 'initial_conditions'.");
    }
    return kept;
  }

  private static List<Double> parameters(InitialCondition condition) {
    return java.util.Arrays.stream(condition.parameters()).boxed().toList();
  }

  private Draft draw(
      TrialPlan plan,
      List<String> tasks,
      List<SealedPolicy> sealedPolicies,
      Map<String, List<InitialCondition>> conditions) {
    List<TrialOrder.Place> order =
        TrialOrder.draw(tasks.size(), plan.rollouts(), sealedPolicies.size(), random);
    List<String> codes = TrialCodes.draw(order.size(), random);
    List<SealedPlan.Assignment> assignments = new ArrayList<>();
    List<SealedTrial> trials = new ArrayList<>();
    for (int index = 0; index < order.size(); index++) {
      TrialOrder.Place place = order.get(index);
      InitialCondition condition = conditions.get(tasks.get(place.task())).get(place.replicate());
      byte[] salt = draw(Commitment.SALT_BYTES);
      String code = codes.get(index);
      assignments.add(
          new SealedPlan.Assignment(code, place.policy(), HexFormat.of().formatHex(salt)));
      trials.add(
          new SealedTrial(
              index,
              code,
              condition.task(),
              condition.id(),
              parameters(condition),
              seed(plan.seed(), condition),
              place.replicate() == 0,
              Commitment.of(salt, index, code, sealedPolicies.get(place.policy()), condition)));
    }
    SealedPlan secret =
        new SealedPlan(
            plan,
            HexFormat.of().formatHex(draw(32)),
            sealedPolicies,
            tasks,
            privileged(sealedPolicies),
            HexFormat.of().formatHex(draw(SealedBox.KEY_BYTES)),
            assignments);
    return new Draft(secret, trials, CanonicalJson.digest(secret));
  }

  /** One seed for all policies that share an initial condition. */
  private static long seed(long planSeed, InitialCondition condition) {
    byte[] digest =
        Sha256.of(
            (planSeed + " " + Commitment.digestOf(condition))
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return java.nio.ByteBuffer.wrap(digest).getLong();
  }

  private Map<String, String> privileged(List<SealedPolicy> sealedPolicies) {
    Map<String, String> named = new LinkedHashMap<>();
    world
        .observationSpec()
        .privilegedAmong(union(sealedPolicies))
        .forEach((stream, privilege) -> named.put(stream, privilege.name()));
    return named;
  }

  private static List<String> union(List<SealedPolicy> sealedPolicies) {
    return sealedPolicies.stream()
        .flatMap(policy -> policy.streams().stream())
        .distinct()
        .sorted()
        .toList();
  }

  private TrialFolder write(
      Draft draft,
      Map<String, TaskSpec> tasks,
      Path target,
      KeyRing keyRing,
      Optional<KeyShares.Split> split) {
    SealedPlan secret = draft.plan();
    KeyRing.Keys keys = keyRing.create(draft.planDigest(), split, random);
    byte[] plan = SealedBox.seal(keys.unseal(), "sealed plan", CanonicalJson.bytes(secret), random);
    Map<String, Integer> codes = new LinkedHashMap<>();
    secret.assignments().forEach(one -> codes.put(one.code(), one.policy()));
    byte[] assignments =
        SealedBox.seal(
            keys.run(),
            "sealed assignments",
            CanonicalJson.bytes(
                new HostAssignments(
                    secret.policies(), secret.noteKey(), codes, secret.plan().seed())),
            random);
    byte[] lines =
        draft.trials().stream()
            .map(trial -> CanonicalJson.text(trial) + "\n")
            .collect(Collectors.joining())
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    SealedHeader header =
        header(
            draft,
            tasks,
            Map.of(
                TrialFolder.PLAN, Sha256.hex(plan),
                TrialFolder.ASSIGNMENTS, Sha256.hex(assignments),
                TrialFolder.TRIALS, Sha256.hex(lines)));
    Path partial = target.resolveSibling("." + target.getFileName() + ".partial");
    try {
      Files.createDirectories(partial);
      AtomicFile.write(partial.resolve(TrialFolder.PLAN), plan);
      AtomicFile.write(partial.resolve(TrialFolder.ASSIGNMENTS), assignments);
      AtomicFile.write(partial.resolve(TrialFolder.TRIALS), lines);
      AtomicFile.write(partial.resolve(TrialFolder.HEADER), CanonicalJson.bytes(header));
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw StorageFailure.writing(target, e);
    }
    return new TrialFolder(target);
  }

  private SealedHeader header(Draft draft, Map<String, TaskSpec> tasks, Map<String, String> files) {
    TrialPlan plan = draft.plan().plan();
    Map<String, String> instructions = new LinkedHashMap<>();
    tasks.forEach((id, task) -> instructions.put(id, task.instruction()));
    List<String> commitments = draft.trials().stream().map(SealedTrial::commitment).toList();
    SealedHeader unrooted =
        new SealedHeader(
            SealedHeader.FORMAT,
            draft.planDigest(),
            "",
            clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
            plan.world(),
            world.info().physicsFingerprint(),
            world.actionSpec().controlPeriod(),
            draft.plan().tasks(),
            instructions,
            union(draft.plan().policies()),
            SealedHeader.FILM.stream().filter(world.observationSpec().names()::contains).toList(),
            plan.horizon(),
            plan.decisionTimeoutSeconds(),
            draft.trials().size(),
            plan.rollouts(),
            plan.analysis().test(),
            plan.analysis().alpha(),
            plan.analysis().correction(),
            plan.analysis().family(),
            plan.conduct().rubric(),
            plan.conduct().crashAttempts(),
            plan.conduct().physics(),
            files);
    return unrooted.withRoot(unrooted.rootOver(commitments));
  }

  private byte[] draw(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
