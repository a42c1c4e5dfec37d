package org.pollex.cli;

import java.nio.file.Path;
import org.pollex.eval.trial.seal.KeyRing;
import picocli.CommandLine.Option;

/** Where the keys of trials lie. */
final class TrialKeyOptions {
  @Option(
      names = "--keys",
      paramLabel = "DIR",
      description = "Folder of the keys, outside the trial (default: ~/.config/pollex/keys).")
  private Path keys;

  KeyRing ring() {
    return keys != null
        ? new KeyRing(keys)
        : KeyRing.ofUser(System.getenv(), Path.of(System.getProperty("user.home")));
  }
}
