package org.pollex.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RobotVerbsTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute(arguments);
  }

  @Test
  void forwardAndInverseUndoEachOther() throws IOException {
    Path configurations = folder.resolve("q.csv");
    Files.writeString(configurations, "0.1,-0.5,0.2,-2,0.1,1.8,0.3\n0,0,0,-1.5,0,1.5,0\n");
    assertEquals(0, run("robot", "fk", "panda", configurations.toString()));
    Path poses = folder.resolve("poses.csv");
    Files.writeString(poses, out.toString());
    assertEquals(0, run("robot", "ik", "panda", poses.toString(), "--json"));
    JsonNode answer = new ObjectMapper().readTree(out.toString());
    assertEquals(2, answer.get("solved").asInt());
    assertEquals(7, answer.get("solutions").get(0).get("q").size());
  }

  @Test
  void aHeaderReordersOnlyWhenAllItsNamesAreKnown() throws IOException {
    Path byPlace = folder.resolve("a.csv");
    Path byName = folder.resolve("b.csv");
    String head = "joint7,joint1,joint2,joint3,joint4,joint5,joint6\n";
    Files.writeString(byPlace, "0.1,0.2,0.3,-0.4,0.5,0.6,0.7\n");
    Files.writeString(byName, head + "0.7,0.1,0.2,0.3,-0.4,0.5,0.6\n");
    assertEquals(0, run("robot", "fk", "panda", byPlace.toString()));
    String expected = out.toString();
    assertEquals(0, run("robot", "fk", "panda", byName.toString()));
    assertEquals(expected, out.toString());
  }

  @Test
  void aWrongProfileIsExplained() throws IOException {
    Path file = folder.resolve("mine.json");
    Files.writeString(file, "{\"name\": \"mine\", \"links\": 3}");
    assertEquals(4, run("robot", "check", file.toString()));
    assertTrue(out.toString().contains("/links"), out.toString());
    assertEquals(0, run("robot", "check", "xarm7"));
    assertEquals(2, run("robot", "info", "pandaa"));
    assertTrue(err.toString().contains("panda"), err.toString());
  }
}
