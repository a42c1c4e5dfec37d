package org.pollex.eval.trial.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.errors.BadInputException;
import org.pollex.errors.CheckFailedException;
import org.pollex.errors.PollexException;
import org.pollex.eval.trial.seal.HostAssignments;
import org.pollex.eval.trial.seal.KeyRing;
import org.pollex.eval.trial.seal.Note;
import org.pollex.eval.trial.seal.NoteBox;
import org.pollex.eval.trial.seal.PolicyFiles;
import org.pollex.eval.trial.seal.SealedPolicy;
import org.pollex.eval.trial.seal.TrialFolder;
import org.pollex.eval.trial.world.BernoulliPolicy;
import org.pollex.policies.Policy;
import org.pollex.policies.catalog.PolicyCatalog;
import org.pollex.policies.remote.EndpointLostException;
import org.pollex.policies.remote.HostProcess;
import org.pollex.policies.remote.PolicyHost;
import org.pollex.policies.remote.PolicySource;

/**
 * The process that acts in a blinded trial: the only one that reads the run key, and so the only
 * one that can turn a code into a policy.
 *
 * <p>All policies are opened at the start, so that the first trial of one is not slower than that
 * of another. Nothing is printed that names one.
 */
public final class TrialPolicyHost implements PolicySource, AutoCloseable {
  private final HostAssignments assignments;
  private final List<Policy> policies = new ArrayList<>();
  private final NoteBox notes;

  /** Opens the policies of a trial. */
  public TrialPolicyHost(HostAssignments assignments, Function<String, Policy> opener) {
    this.assignments = assignments;
    this.notes = new NoteBox(HexFormat.of().parseHex(assignments.noteKey()));
    for (SealedPolicy sealed : assignments.policies()) {
      if (!PolicyFiles.digest(sealed.address()).equals(sealed.digest())) {
        throw new CheckFailedException(
            "the files of " + sealed.name() + " (" + sealed.address() + ") changed since sealing",
            "Restore them, or seal a new trial.");
      }
      policies.add(
          BernoulliPolicy.isAddress(sealed.address())
              ? BernoulliPolicy.of(sealed.name(), sealed.address())
              : opener.apply(sealed.address()));
    }
  }

  /** Serves a trial with the policies of the catalogue; arguments as {@link #serve}. */
  public static void main(String[] arguments) {
    serve(arguments, PolicyCatalog::open);
  }

  /**
   * Serves a trial until the parent process ends. Waits a minute for policies whose own server is
   * not there.
   *
   * @param arguments trial folder, key folder, socket
   * @param opener opens a policy by its address
   */
  public static void serve(String[] arguments, Function<String, Policy> opener) {
    serve(arguments, opener, PatientOpener.PATIENCE);
  }

  /** The same, with as much patience as told. */
  public static void serve(String[] arguments, Function<String, Policy> opener, Duration patience) {
    try {
      TrialFolder folder = TrialFolder.open(Path.of(arguments[0]));
      KeyRing keys = new KeyRing(Path.of(arguments[1]));
      Path socket = Path.of(arguments[2]);
      byte[] runKey = keys.runKey(folder.header().planDigest());
      TrialPolicyHost source =
          new TrialPolicyHost(folder.assignments(runKey), new PatientOpener(opener, patience));
      try (PolicyHost host = PolicyHost.listen(socket, source)) {
        host.serveUntilParentEnds();
      }
      System.exit(0);
    } catch (EndpointLostException away) {
      HostProcess.stayedAway(
          Path.of(arguments[2]),
          away.getMessage().lines().findFirst().orElse("")
              + "; it did not come back within "
              + patience.toSeconds()
              + " s",
          "Nothing was counted, and what is finished is kept. Start it again, then go on: pollex"
              + " trial run "
              + arguments[0]
              + ", with the options of before.");
      System.exit(away.exitCode());
    } catch (PollexException failure) {
      // Goes to a file in the key folder, never to the trial's folder or to its terminal.
      System.err.println(failure.getMessage());
      System.exit(failure.exitCode());
    }
  }

  @Override
  public void close() {
    policies.forEach(Policy::close);
  }

  @Override
  public Policy policy(String code) {
    Integer policy = assignments.codes().get(code);
    if (policy == null) {
      throw new BadInputException("no trial has the code " + code, "");
    }
    return policies.get(policy);
  }

  @Override
  public byte[] note(String code, Account account) {
    Map<String, JsonNode> diagnostics = new TreeMap<>();
    account.diagnostics().forEach((key, value) -> diagnostics.put(key, CanonicalJson.tree(value)));
    return notes.seal(code, new Note(account.stage(), account.reason(), diagnostics));
  }
}
