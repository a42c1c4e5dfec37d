package org.pollex.hardware.robot;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pollex.errors.BadInputException;

/**
 * MJCF's default classes, for the elements that kinematics reads: {@code joint} and {@code site}.
 */
final class MjcfDefaults {
  private static final String MAIN = "main";

  private final Map<String, Map<String, Map<String, String>>> byClass = new HashMap<>();

  MjcfDefaults(XmlElement root) {
    byClass.put(MAIN, new HashMap<>());
    for (XmlElement element : root.all("default")) {
      add(element, element.attributes().getOrDefault("class", MAIN), MAIN);
    }
  }

  private void add(XmlElement element, String name, String parent) {
    Map<String, Map<String, String>> values = byClass.computeIfAbsent(name, n -> new HashMap<>());
    byClass.get(parent).forEach((kind, all) -> values.putIfAbsent(kind, new HashMap<>(all)));
    for (String kind : new String[] {"joint", "site"}) {
      for (XmlElement each : element.all(kind)) {
        values.computeIfAbsent(kind, k -> new HashMap<>()).putAll(each.attributes());
      }
    }
    for (XmlElement inner : element.all("default")) {
      if (inner.get("class") == null) {
        throw ModelErrors.bad("a nested <default> has no class", "Name it.");
      }
      add(inner, inner.get("class"), name);
    }
  }

  /**
   * Returns an element with what it leaves to its class filled in.
   *
   * @param childClass class of the nearest body that names one, or null
   */
  XmlElement complete(XmlElement element, String childClass) {
    String name =
        element.attributes().getOrDefault("class", childClass == null ? MAIN : childClass);
    Map<String, Map<String, String>> values = byClass.get(name);
    if (values == null) {
      throw BadInputException.unknownName("default class", name, byClass.keySet());
    }
    Map<String, String> all = new LinkedHashMap<>(values.getOrDefault(element.name(), Map.of()));
    all.putAll(element.attributes());
    return new XmlElement(element.name(), all, element.children());
  }
}
