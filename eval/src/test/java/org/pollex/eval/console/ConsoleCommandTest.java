package org.pollex.eval.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.eval.trial.Unsealer;
import org.pollex.eval.trial.run.CommandState;
import org.pollex.eval.trial.run.OperatorEntry;
import org.pollex.eval.trial.seal.TrialFolder;
import org.pollex.eval.trial.verify.TrialVerifier;

/** A policy's command that ends before its outcome is entered, by itself or from outside. */
class ConsoleCommandTest {
  @TempDir private Path scratch;

  @Test
  void aCommandThatDiesIsStartedAgainUntilItHasCrashed() throws Exception {
    TrialFolder folder = ConsoleTrial.seal(scratch, "trial", 2);
    try (ConsoleTrial trial = new ConsoleTrial(folder, ConsoleTrial.keys(scratch), 0)) {
      Device phone = Device.paired(trial.console.invite(Role.OPERATOR), "ada");
      String code = phone.state().get("code").asText();
      for (int death = 1; death <= 3; death++) {
        trial.command = CommandState.RUNNING;
        Device.json(phone.post("/api/start", Map.of("id", "start-00" + death, "code", code)));
        assertEquals("RUNNING", phone.state().get("phase").asText());
        if (death == 2) {
          // Somebody ended it from outside: that is nobody's death.
          trial.command = CommandState.KILLED;
          assertTrue(phone.state().get("trouble").asText().contains("does not count"));
          trial.command = CommandState.RUNNING;
          Device.json(phone.post("/api/start", Map.of("id", "start-more", "code", code)));
        }
        trial.command = CommandState.DIED;
        JsonNode state = phone.state();
        assertTrue(state.get("trouble").asText().contains(death + " of 3 times"), state::toString);
        assertEquals(death < 3, code.equals(state.get("code").asText()));
        assertEquals("READY", state.get("phase").asText());
      }
      OperatorEntry crash = trial.trials.outcome(code).orElseThrow();
      assertEquals(OperatorEntry.Kind.CRASH, crash.kind());
      assertFalse(crash.success());
      assertEquals(
          "REFUSED",
          ConsoleServerTest.status(phone.sync(Device.entry("crash-001", "CRASH", code, ""))));
      trial.command = CommandState.RUNNING;
      for (int i = 0; i < 3; i++) {
        phone.sync(Device.outcome("outcome-" + i, phone.state().get("code").asText(), true));
      }
      Device.json(phone.post("/api/close", Map.of()));
    }
    var result = Unsealer.unseal(folder, ConsoleTrial.keys(scratch)).result();
    assertEquals("crashed", result.outcomes().getFirst().stage());
    assertEquals(3, result.outcomes().stream().filter(outcome -> outcome.success()).count());
    assertTrue(TrialVerifier.verify(folder.path(), Optional.empty()).ok());
  }
}
