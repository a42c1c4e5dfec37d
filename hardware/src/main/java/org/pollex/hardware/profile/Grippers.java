package org.pollex.hardware.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.pollex.errors.BadInputException;

/** The grippers that come with the house. */
public final class Grippers {
  private static final List<Gripper> ALL = load();

  /**
   * A parallel gripper.
   *
   * @param width widest opening, m
   * @param speed fastest closing, m/s
   * @param force largest force, N
   * @param interfaceName how it is commanded
   */
  public record Gripper(
      String name, double width, double speed, double force, String interfaceName) {}

  private Grippers() {}

  /** Returns all names. */
  public static List<String> names() {
    return ALL.stream().map(Gripper::name).toList();
  }

  /**
   * Returns one.
   *
   * @throws BadInputException for an unknown name
   */
  public static Gripper of(String name) {
    return ALL.stream()
        .filter(gripper -> gripper.name().equals(name))
        .findFirst()
        .orElseThrow(() -> BadInputException.unknownName("gripper", name, names()));
  }

  private static List<Gripper> load() {
    List<Gripper> all = new ArrayList<>();
    try (InputStream in = Grippers.class.getResourceAsStream("grippers.json")) {
      for (JsonNode each : new ObjectMapper().readTree(in).get("grippers")) {
        all.add(
            new Gripper(
                each.get("name").asText(),
                each.get("width").asDouble(),
                each.get("speed").asDouble(),
                each.get("force").asDouble(),
                each.get("interface").asText()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(all);
  }
}
