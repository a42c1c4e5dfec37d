import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Formats every Java file of the project with google-java-format, or says which are not formatted.
 *
 * <p>Run by the build through the JDK's source launcher; {@code --check} fails on a difference,
 * {@code --write} rewrites the files.
 */
public final class Format {
  public static void main(String[] arguments) throws IOException, FormatterException {
    boolean write = arguments[0].equals("--write");
    Path root = Path.of(arguments[1]);
    Formatter formatter = new Formatter();
    List<Path> different = new ArrayList<>();
    for (Path file : javaFiles(root)) {
      String before = Files.readString(file);
      String after = format(formatter, file, before);
      if (!after.equals(before)) {
        different.add(root.relativize(file));
        if (write) {
          Files.writeString(file, after);
        }
      }
    }
    if (!write && !different.isEmpty()) {
      System.err.println("Not in the project's format:");
      different.forEach(file -> System.err.println("  " + file));
      System.err.println("Run: ./mvnw -q -N -Pformat initialize");
      System.exit(1);
    }
  }

  private static String format(Formatter formatter, Path file, String source)
      throws FormatterException {
    try {
      String ordered = ImportOrderer.reorderImports(source, JavaFormatterOptions.Style.GOOGLE);
      return formatter.formatSource(RemoveUnusedImports.removeUnusedImports(ordered));
    } catch (FormatterException unreadable) {
      System.err.println(file + ": " + unreadable.getMessage());
      throw unreadable;
    }
  }

  private static List<Path> javaFiles(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !root.relativize(file).toString().contains("target/"))
          .filter(file -> !root.relativize(file).toString().startsWith(".pollex/"))
          .sorted()
          .toList();
    }
  }
}
