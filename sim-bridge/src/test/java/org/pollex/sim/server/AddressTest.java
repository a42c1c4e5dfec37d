package org.pollex.sim.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pollex.errors.BadInputException;

class AddressTest {
  @ParameterizedTest
  @ValueSource(strings = {"unix:/tmp/a b.sock", "127.0.0.1:50051", "localhost:0", "[::1]:7"})
  void textSurvivesTheRoundTrip(String text) {
    assertEquals(text, Address.parse(text).toString());
  }

  @Test
  void formsAreToldApart() {
    assertEquals(new Address.Unix(Path.of("/run/s:1")), Address.parse("unix:/run/s:1"));
    assertEquals(new Address.Tcp("::1", 7), Address.parse("[::1]:7"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "unix:", "localhost", ":50051", "localhost:port", "localhost:70000"})
  void otherTextIsRefusedWithAnExample(String text) {
    BadInputException refused = assertThrows(BadInputException.class, () -> Address.parse(text));
    assertTrue(refused.getMessage().contains("unix:PATH"), refused.getMessage());
  }
}
