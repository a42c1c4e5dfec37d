package org.pollex.ros.ros1.xmlrpc;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.pollex.errors.BadInputException;

/** Writes calls, answers and faults as XML. */
final class XmlRpcWriter {
  private final StringBuilder xml = new StringBuilder("<?xml version=\"1.0\"?>");

  static byte[] call(String method, List<?> arguments) {
    XmlRpcWriter writer = new XmlRpcWriter();
    writer.xml.append("<methodCall><methodName>");
    writer.text(method);
    writer.xml.append("</methodName><params>");
    for (Object argument : arguments) {
      writer.xml.append("<param>");
      writer.value(argument);
      writer.xml.append("</param>");
    }
    writer.xml.append("</params></methodCall>");
    return writer.bytes();
  }

  static byte[] answer(Object value) {
    XmlRpcWriter writer = new XmlRpcWriter();
    writer.xml.append("<methodResponse><params><param>");
    writer.value(value);
    writer.xml.append("</param></params></methodResponse>");
    return writer.bytes();
  }

  static byte[] fault(String why) {
    XmlRpcWriter writer = new XmlRpcWriter();
    writer.xml.append("<methodResponse><fault>");
    writer.value(Map.of("faultCode", 1, "faultString", why));
    writer.xml.append("</fault></methodResponse>");
    return writer.bytes();
  }

  private byte[] bytes() {
    return xml.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void value(Object value) {
    xml.append("<value>");
    switch (value) {
      case Integer v -> element("i4", v.toString());
      case Boolean v -> element("boolean", v ? "1" : "0");
      case Double v -> element("double", plain(v));
      case String v -> element("string", v);
      case byte[] v -> element("base64", Base64.getEncoder().encodeToString(v));
      case List<?> v -> {
        xml.append("<array><data>");
        v.forEach(this::value);
        xml.append("</data></array>");
      }
      case Map<?, ?> v -> {
        xml.append("<struct>");
        for (Map.Entry<?, ?> member : v.entrySet()) {
          xml.append("<member>");
          element("name", String.valueOf(member.getKey()));
          value(member.getValue());
          xml.append("</member>");
        }
        xml.append("</struct>");
      }
      default ->
          throw new BadInputException(
              "a " + value.getClass().getSimpleName() + " cannot be sent by XML-RPC",
              "Allowed: Integer, Boolean, Double, String, byte[], List and Map.");
    }
    xml.append("</value>");
  }

  /** XML-RPC knows no exponents, and no infinities either. */
  private static String plain(double value) {
    if (!Double.isFinite(value)) {
      throw new BadInputException(value + " cannot be sent by XML-RPC", "Allowed: finite numbers.");
    }
    return new BigDecimal(Double.toString(value)).toPlainString();
  }

  private void element(String name, String content) {
    xml.append('<').append(name).append('>');
    text(content);
    xml.append("</").append(name).append('>');
  }

  private void text(String content) {
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      switch (c) {
        case '&' -> xml.append("&amp;");
        case '<' -> xml.append("&lt;");
        case '>' -> xml.append("&gt;");
        case '\r' -> xml.append("&#13;");
        default -> {
          if (c < ' ' && c != '\t' && c != '\n') {
            throw new BadInputException(
                "a text with the control character " + (int) c + " cannot be sent by XML-RPC",
                "Allowed: printable characters, tabs and line breaks.");
          }
          xml.append(c);
        }
      }
    }
  }
}
