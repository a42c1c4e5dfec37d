package org.pollex.eval.console;

import java.util.function.Supplier;
import org.pollex.errors.RunFailedException;
import org.pollex.eval.trial.run.CommandState;
import org.pollex.eval.trial.run.RefereeProcess;

/** Starts and ends the policy behind a code, without saying which it is. */
public interface PolicyStarter extends AutoCloseable {
  /** Starts the policy of a trial; returns after the same time for every policy. */
  void start(String code);

  /** Returns how that is which was started last. */
  CommandState state();

  /** Ends what was started last. */
  void stop();

  @Override
  void close();

  /** The referee of a trial, in a process of its own; one that was lost is started again. */
  static PolicyStarter of(Supplier<RefereeProcess> launch) {
    return new PolicyStarter() {
      private RefereeProcess referee;

      @Override
      public void start(String code) {
        try {
          if (referee == null) {
            referee = launch.get();
          }
          referee.start(code);
        } catch (RunFailedException lost) {
          close();
          throw lost;
        }
      }

      @Override
      public CommandState state() {
        try {
          return referee == null ? CommandState.KILLED : referee.state();
        } catch (RunFailedException lost) {
          close();
          return CommandState.KILLED;
        }
      }

      @Override
      public void stop() {
        try {
          if (referee != null) {
            referee.stop();
          }
        } catch (RunFailedException lost) {
          close(); // What it had started ended with it.
        }
      }

      @Override
      public void close() {
        if (referee != null) {
          referee.close();
          referee = null;
        }
      }
    };
  }
}
