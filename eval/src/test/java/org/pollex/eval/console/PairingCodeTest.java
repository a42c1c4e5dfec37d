package org.pollex.eval.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The code in the terminal and the code in the picture are the same. */
class PairingCodeTest {
  @Test
  void textAndPictureShowTheSameModules() {
    PairingCode code = PairingCode.of("https://192.168.1.17:8710/#7a9fo1D9pXhg89PuLm0T7A");
    List<String> dark = new ArrayList<>();
    List<String> lines = code.text().lines().toList();
    for (int row = 0; row < lines.size(); row++) {
      String line = lines.get(row);
      for (int x = 0; x < line.length(); x++) {
        char module = line.charAt(x);
        if (module == ' ' || module == '▄') {
          dark.add((x + 2) + "," + (2 * row + 2));
        }
        if (module == ' ' || module == '▀') {
          dark.add((x + 2) + "," + (2 * row + 3));
        }
      }
    }
    List<String> drawn = new ArrayList<>();
    Matcher square = Pattern.compile("M(\\d+,\\d+)h1v1h-1z").matcher(code.svg());
    while (square.find()) {
      drawn.add(square.group(1));
    }
    assertTrue(drawn.size() > 300, "a code of some size");
    assertEquals(drawn.stream().sorted().toList(), dark.stream().sorted().toList());
  }
}
