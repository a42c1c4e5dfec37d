package org.pollex.eval.statistics.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pollex.errors.BadInputException;
import org.pollex.eval.statistics.Outcome;
import org.pollex.eval.statistics.OutcomeTable;

class OutcomeCsvTest {

  @TempDir private Path folder;

  private OutcomeTable read(String text) throws IOException {
    return OutcomeCsv.read(Files.writeString(folder.resolve("outcomes.csv"), text));
  }

  @Test
  void readsWithAndWithoutHeader() throws IOException {
    List<Outcome> expected = List.of(Outcome.of("a", "open", true), Outcome.of("b", "open", false));
    assertEquals(expected, read("a,open,1\nb,open,0\n").outcomes());
    assertEquals(expected, read("policy,task,success\na,open,1\nb,open,0").outcomes());
    assertEquals(
        expected, read("\uFEFFPolicy, Task, Success\r\na,open,1\r\n\r\nb,open,0\r\n").outcomes());
  }

  @Test
  void aHeaderOfKnownNamesReorders() throws IOException {
    OutcomeTable table = read("time,success,policy,task\n3.5,1,a,open\n");
    assertEquals(List.of(Outcome.timed("a", "open", true, 3.5)), table.outcomes());
  }

  @Test
  void aHeaderOfOtherNamesGoesByPosition() throws IOException {
    OutcomeTable table = read("model,environment,solved\n\"a, new\",open,1\n");
    assertEquals(List.of(Outcome.of("a, new", "open", true)), table.outcomes());
  }

  @Test
  void emptyScoresAndTimesAreMissing() throws IOException {
    Outcome outcome = read("a,open,0,0.5,,1\n").outcomes().getFirst();
    assertEquals(OptionalDouble.of(0.5), outcome.score());
    assertEquals(OptionalDouble.empty(), outcome.time());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | empty",
        "'policy,task,success' | without data",
        "'a,open,1;b,open' | line 2: 2 columns",
        "'a,open,1;;b,open,yes' | line 3: success 'yes'",
        "'a,open,1;b,open,2' | line 2: success '2'",
        "'task,policy,result;a,open,1' | unknown column [result]",
        "'policy,policy,success;a,a,1' | twice",
        "'policy,success;a,1' | task is missing",
        "'a,open' | success is missing",
        "'a,open,1,1,1,0,7,8' | 8 columns",
        "'a,open,1,,,,7;a,open,0,,,,7' | condition 7 occurs twice",
        "'a,,1' | empty policy or task",
        "'a,open,1,NaN,,' | score 'NaN'",
        "'a,open,1,1,-2,' | time -2.0",
        "'a,open,1,1,2,1' | censored",
        "'a,open,\"1' | not CSV",
      })
  void refusesWithTheLine(String text, String message) {
    BadInputException error =
        assertThrows(BadInputException.class, () -> read(text.replace(';', '\n')));
    assertTrue(error.getMessage().contains(message), error.getMessage());
    assertEquals(2, error.exitCode());
  }

  @Test
  void refusesAMissingFile() {
    Path missing = folder.resolve("none.csv");
    assertThrows(BadInputException.class, () -> OutcomeCsv.read(missing));
  }

  @Test
  void whatIsWrittenReadsTheSame() throws IOException {
    List<Outcome> outcomes =
        List.of(
            Outcome.of("a,\"b\"", "open", true),
            Outcome.timed("c", "open", false, 2.5).from("7"),
            new Outcome("c", "close", true, OptionalDouble.of(0.1), OptionalDouble.of(1)));
    assertEquals(outcomes, read(OutcomeCsv.text(outcomes)).outcomes());
  }
}
