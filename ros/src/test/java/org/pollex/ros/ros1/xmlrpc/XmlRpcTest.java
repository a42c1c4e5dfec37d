package org.pollex.ros.ros1.xmlrpc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pollex.errors.BadInputException;

class XmlRpcTest {
  @Test
  void valuesSurviveACall() throws IOException {
    List<Object> all =
        List.of(
            -7,
            true,
            1e-300,
            -0.1,
            "a <b> & ]]> \r\n ü",
            "",
            List.of(List.of(), Map.of("inner", 1)),
            Map.of("name & value", 2.5));
    try (XmlRpcServer echo =
        new XmlRpcServer(InetAddress.getLoopbackAddress(), 0, (method, values) -> values)) {
      URI uri = URI.create("http://127.0.0.1:" + echo.port() + "/");
      XmlRpcClient client = new XmlRpcClient(uri, Duration.ofSeconds(5));
      assertEquals(all, client.call("echo", all.toArray()));
      List<?> bytes = (List<?>) client.call("echo", (Object) new byte[] {0, -1, 5});
      assertArrayEquals(new byte[] {0, -1, 5}, (byte[]) bytes.getFirst());
    }
  }

  @Test
  void aFailureIsToldInWords() throws IOException {
    XmlRpcServer.Methods failing =
        (method, values) -> {
          throw new BadInputException("no " + method + " here", "Ask for something else.");
        };
    try (XmlRpcServer server = new XmlRpcServer(InetAddress.getLoopbackAddress(), 0, failing)) {
      URI uri = URI.create("http://127.0.0.1:" + server.port() + "/");
      XmlRpcClient client = new XmlRpcClient(uri, Duration.ofSeconds(5));
      IOException error = assertThrows(IOException.class, () -> client.call("dance"));
      assertEquals(true, error.getMessage().contains("no dance here"), error::getMessage);
    }
  }

  @Test
  void anUntypedValueIsAText() throws IOException {
    byte[] answer = bytes("<methodResponse><params><param><value> as is </value></param></params>");
    assertEquals(" as is ", XmlRpcReader.answer(answer));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no xml",
        "<methodResponse>",
        "<methodResponse><params><param><value><i4>x</i4></value></param></params>",
        "<methodResponse><params><param><value><nil/></value></param></params>",
        "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><methodResponse><params><param>"
            + "<value><string>&e;</string></value></param></params></methodResponse>",
      })
  void whatIsNoAnswerIsRefused(String text) {
    assertThrows(IOException.class, () -> XmlRpcReader.answer(bytes(text)));
  }

  @Test
  void deepNestingIsRefused() {
    String deep = "<value><array><data>".repeat(10_000);
    byte[] call = bytes("<methodResponse><params><param>" + deep);
    assertThrows(IOException.class, () -> XmlRpcReader.answer(call));
  }

  @Test
  void infinitiesAndControlCharactersAreRefusedBeforeTheyLeave() {
    assertThrows(BadInputException.class, () -> XmlRpcWriter.answer(Double.NaN));
    assertThrows(BadInputException.class, () -> XmlRpcWriter.answer("bell \u0007"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
