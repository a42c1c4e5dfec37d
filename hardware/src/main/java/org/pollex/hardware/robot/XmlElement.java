package org.pollex.hardware.robot;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.pollex.errors.BadInputException;

/**
 * An element of a model file.
 *
 * @param name local name
 * @param attributes by local name
 * @param children in order
 */
record XmlElement(String name, Map<String, String> attributes, List<XmlElement> children) {
  static final int MAX_BYTES = 32 << 20;
  private static final int MAX_DEPTH = 100;
  private static final int MAX_ELEMENTS = 200_000;

  String get(String attribute) {
    return attributes.get(attribute);
  }

  List<XmlElement> all(String child) {
    return children.stream().filter(element -> element.name.equals(child)).toList();
  }

  XmlElement first(String child) {
    return children.stream().filter(each -> each.name.equals(child)).findFirst().orElse(null);
  }

  /**
   * Reads a document without document type, entities or anything outside of it.
   *
   * @throws BadInputException when it is not such XML, or larger than a model is
   */
  static XmlElement parse(byte[] bytes, String source) {
    if (bytes.length > MAX_BYTES) {
      throw new BadInputException(
          source + " has " + bytes.length + " bytes", "Allowed: " + MAX_BYTES + " bytes of XML.");
    }
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    try {
      return read(factory.createXMLStreamReader(new ByteArrayInputStream(bytes)), source);
    } catch (XMLStreamException | RuntimeException e) {
      if (e instanceof BadInputException refused) {
        throw refused;
      }
      throw new BadInputException(
          source + " is not well-formed XML: " + e.getMessage(), "Give a URDF or MJCF file.", e);
    }
  }

  private static XmlElement read(XMLStreamReader reader, String source) throws XMLStreamException {
    Deque<XmlElement> open = new ArrayDeque<>();
    int elements = 0;
    while (reader.hasNext()) {
      int event = reader.next();
      if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
        throw new BadInputException(
            source + " declares a document type or uses an entity", "Remove it: models need none.");
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        if (++elements > MAX_ELEMENTS || open.size() >= MAX_DEPTH) {
          throw new BadInputException(
              source + " has more than " + MAX_ELEMENTS + " elements or " + MAX_DEPTH + " levels",
              "Give a smaller model.");
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
          attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        XmlElement element = new XmlElement(reader.getLocalName(), attributes, new ArrayList<>());
        if (!open.isEmpty()) {
          open.peek().children.add(element);
        }
        open.push(element);
      } else if (event == XMLStreamConstants.END_ELEMENT && open.size() > 1) {
        open.pop();
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        return open.pop();
      }
    }
    throw new BadInputException(source + " ends early", "Give a complete file.");
  }
}
