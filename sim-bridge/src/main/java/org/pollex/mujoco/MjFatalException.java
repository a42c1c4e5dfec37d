package org.pollex.mujoco;

import org.pollex.errors.PollexException;

/**
 * MuJoCo stopped with a fatal error. What the call worked on must not be used again: its memory is
 * left alone for ever, and so is the thread that made the call.
 */
public final class MjFatalException extends PollexException {
  private static final long serialVersionUID = 1L;

  MjFatalException(String message) {
    super(
        1,
        "MuJoCo stopped with a fatal error: " + message.strip(),
        "This world is lost; others go on. Too little memory is cured by <size memory=\"...\"/> in"
            + " the MJCF file.",
        null);
  }
}
