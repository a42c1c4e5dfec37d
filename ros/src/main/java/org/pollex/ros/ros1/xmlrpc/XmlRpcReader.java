package org.pollex.ros.ros1.xmlrpc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads calls and answers. Whatever is no XML-RPC ends in an {@link IOException}. */
final class XmlRpcReader {
  private static final int DEEPEST = 32;

  private final XMLStreamReader in;

  /** A call: its method and arguments. */
  record Call(String method, List<Object> arguments) {}

  private XmlRpcReader(byte[] document) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    in = factory.createXMLStreamReader(new ByteArrayInputStream(document));
  }

  static Call call(byte[] document) throws IOException {
    return read(
        document,
        reader -> {
          reader.open("methodCall");
          reader.open("methodName");
          String method = reader.content();
          List<Object> arguments = new ArrayList<>();
          if (reader.next().equals("params")) {
            while (reader.next().equals("param")) {
              reader.open("value");
              arguments.add(reader.value(0));
              reader.close("param");
            }
          }
          return new Call(method, arguments);
        });
  }

  static Object answer(byte[] document) throws IOException {
    return read(
        document,
        reader -> {
          reader.open("methodResponse");
          String kind = reader.next();
          if (kind.equals("fault")) {
            reader.open("value");
            Object fault = reader.value(0);
            throw new IOException(
                fault instanceof Map<?, ?> map
                    ? String.valueOf(map.get("faultString"))
                    : String.valueOf(fault));
          }
          reader.open("param");
          reader.open("value");
          return reader.value(0);
        });
  }

  /** What is read of a document. */
  private interface Body<T> {
    T read(XmlRpcReader reader) throws IOException, XMLStreamException;
  }

  private static <T> T read(byte[] document, Body<T> body) throws IOException {
    try {
      return body.read(new XmlRpcReader(document));
    } catch (XMLStreamException | IllegalArgumentException e) {
      throw new IOException("no XML-RPC: " + e.getMessage(), e);
    }
  }

  /** Goes to the next start or end of an element; an end is the empty name. */
  private String next() throws XMLStreamException {
    while (in.hasNext()) {
      int event = in.next();
      if (event == XMLStreamConstants.DTD) {
        throw new XMLStreamException("a document type is not allowed");
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        return in.getLocalName();
      }
      if (event == XMLStreamConstants.END_ELEMENT) {
        return "";
      }
    }
    throw new XMLStreamException("the document ends early");
  }

  private void open(String name) throws XMLStreamException {
    String found = next();
    if (!found.equals(name)) {
      throw new XMLStreamException("<" + name + "> expected, found <" + found + ">");
    }
  }

  private void close(String name) throws XMLStreamException {
    if (!next().isEmpty()) {
      throw new XMLStreamException("</" + name + "> expected");
    }
  }

  private String content() throws XMLStreamException {
    return in.getElementText();
  }

  /** Reads a value behind its opening tag, up to and with its closing tag. */
  private Object value(int depth) throws XMLStreamException {
    if (depth > DEEPEST) {
      throw new XMLStreamException("values are nested more than " + DEEPEST + " deep");
    }
    StringBuilder bare = new StringBuilder();
    while (true) {
      switch (in.next()) {
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            bare.append(in.getText());
        case XMLStreamConstants.END_ELEMENT -> {
          return bare.toString();
        }
        case XMLStreamConstants.START_ELEMENT -> {
          Object value = typed(in.getLocalName(), depth);
          close("value");
          return value;
        }
        case XMLStreamConstants.COMMENT -> {}
        default -> throw new XMLStreamException("a value holds what is none");
      }
    }
  }

  private Object typed(String type, int depth) throws XMLStreamException {
    return switch (type) {
      case "i4", "int" -> Integer.valueOf(content().strip());
      case "boolean" -> content().strip().equals("1");
      case "double" -> Double.valueOf(content().strip());
      case "string", "dateTime.iso8601" -> content();
      case "base64" -> Base64.getMimeDecoder().decode(content());
      case "array" -> array(depth);
      case "struct" -> struct(depth);
      default -> throw new XMLStreamException("<" + type + "> is no type of XML-RPC");
    };
  }

  private List<Object> array(int depth) throws XMLStreamException {
    open("data");
    List<Object> all = new ArrayList<>();
    while (next().equals("value")) {
      all.add(value(depth + 1));
    }
    close("array");
    return all;
  }

  private Map<String, Object> struct(int depth) throws XMLStreamException {
    Map<String, Object> all = new LinkedHashMap<>();
    while (next().equals("member")) {
      open("name");
      String name = content();
      open("value");
      all.put(name, value(depth + 1));
      close("member");
    }
    return all;
  }
}
