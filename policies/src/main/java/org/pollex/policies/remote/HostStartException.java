package org.pollex.policies.remote;

import java.nio.file.Path;
import org.pollex.errors.PollexException;

/** The policy host ended before it listened; carries the host's own exit code. */
public final class HostStartException extends PollexException {
  private static final long serialVersionUID = 1L;

  HostStartException(int exitCode, Path output) {
    super(
        exitCode == 0 ? 1 : exitCode,
        "the policy host ended before it was ready, with exit code " + exitCode,
        "What it said is in " + output.toAbsolutePath(),
        null);
  }
}
