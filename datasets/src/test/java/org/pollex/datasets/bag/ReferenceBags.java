package org.pollex.datasets.bag;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pollex.datasets.message.Message;
import org.pollex.datasets.message.MessageCodec;
import org.pollex.datasets.storage.Sha256;

/** Bags that rosbags and mcap wrote, with what they hold as numbers. */
final class ReferenceBags {
  static final JsonNode EXPECTED = read();

  private ReferenceBags() {}

  static Path file(String name) {
    try {
      return Path.of(ReferenceBags.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static JsonNode read() {
    try {
      return new ObjectMapper().readTree(Files.readAllBytes(file("expected.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<BagMessage> messages(Path path) {
    List<BagMessage> all = new ArrayList<>();
    try (Bag bag = Bag.open(path)) {
      bag.messages(Set.of()).forEachRemaining(all::add);
    }
    return all;
  }

  /** Checks every number of a bag, and the digest of every serialized message. */
  static void check(Path path) {
    List<BagMessage> messages = messages(path);
    JsonNode wanted = EXPECTED.path("messages");
    assertEquals(wanted.size(), messages.size());
    Map<Integer, MessageCodec> codecs = new HashMap<>();
    Iterator<BagMessage> given = messages.iterator();
    for (JsonNode want : wanted) {
      BagMessage message = given.next();
      Connection connection = message.connection();
      boolean ros1 = connection.serialization().equals("ros1");
      assertEquals(want.path("topic").asText(), connection.topic());
      assertEquals(want.path("log_time").asLong(), message.logTime());
      JsonNode topic = EXPECTED.path("topics").path(connection.topic());
      assertEquals(topic.path(ros1 ? "ros1_type" : "ros2_type").asText(), connection.type());
      assertEquals(
          EXPECTED
              .path("raw_sha256")
              .path(ros1 ? "ros1" : "cdr")
              .path(want.path("index").asInt())
              .asText(),
          Sha256.hex(message.data()));
      MessageCodec codec = codecs.computeIfAbsent(connection.id(), id -> connection.codec());
      Message decoded = message.decode(codec);
      check(want, decoded, ros1);
      assertArrayEquals(message.data(), codec.encode(decoded), "written again");
    }
    assertFalse(given.hasNext());
  }

  private static void check(JsonNode want, Message message, boolean ros1) {
    assertEquals(want.path("stamp").path(0).asDouble(), message.number("header.stamp.sec"));
    assertEquals(want.path("stamp").path(1).asDouble(), message.number("header.stamp.nanosec"));
    assertEquals(want.path("frame_id").asText(), message.get("header.frame_id"));
    if (ros1) {
      assertEquals(want.path("ros1_seq").asDouble(), message.number("header.seq"));
    }
    if (want.has("position")) {
      List<String> names = new ArrayList<>();
      EXPECTED.path("joint_names").forEach(n -> names.add(n.asText()));
      assertEquals(names, List.of((String[]) message.get("name")));
      for (String field : List.of("position", "velocity", "effort")) {
        double[] values = new double[want.path(field).size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = want.path(field).path(i).asDouble();
        }
        assertArrayEquals(values, (double[]) message.get(field));
      }
    } else {
      for (String field : List.of("height", "width", "step", "is_bigendian")) {
        assertEquals(want.path(field).asDouble(), message.number(field));
      }
      assertEquals(want.path("encoding").asText(), message.get("encoding"));
      assertEquals(want.path("data_sha256").asText(), Sha256.hex((byte[]) message.get("data")));
    }
  }
}
