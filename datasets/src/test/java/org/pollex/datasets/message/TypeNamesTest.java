package org.pollex.datasets.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Sums of ROS 1 by Debian's {@code rosmsg md5}, hashes of ROS 2 by rosbags 0.11.9 (without
 * std_msgs/Char, for which it hashes IDL's char; rosidl maps {@code char} to {@code uint8}).
 */
class TypeNamesTest {
  private static List<String[]> table(String resource) throws IOException {
    try (InputStream in = TypeNamesTest.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split(" "))
          .toList();
    }
  }

  @Test
  void sumsOfRos1() throws IOException {
    List<String> wrong = new ArrayList<>();
    int n = 0;
    for (String[] row : table("ros1-md5.txt")) {
      if (CommonDefinitions.find(row[0], Serialization.ROS1).isPresent()) {
        n++;
        if (!Ros1Md5.of(row[0], Map.of()).equals(row[1])) {
          wrong.add(row[0]);
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(n > 80, "compared " + n);
  }

  @Test
  void hashesOfRos2() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (String[] row : table("ros2-hashes.txt")) {
      if (!TypeHash.of(row[0], Map.of()).equals(row[1])) {
        wrong.add(row[0]);
      }
    }
    assertEquals(List.of(), wrong);
  }
}
