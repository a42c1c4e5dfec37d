import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes the table of MuJoCo's struct layouts and enum values that {@code org.pollex.mujoco} reads
 * at start: reads the struct declarations in the headers that a MuJoCo wheel carries, and lets the
 * C compiler say where each member lies.
 *
 * <pre>java sim-bridge/mujoco/GenerateLayout.java INCLUDE_FOLDER OUTPUT.tsv</pre>
 *
 * <p>INCLUDE_FOLDER holds {@code mujoco/mujoco.h}. The output belongs into {@code
 * sim-bridge/src/main/resources/org/pollex/mujoco/layout/} under the name {@code
 * mujoco-VERSION.tsv}; docs/MUJOCO.md tells what else a new version needs.
 *
 * <p>Rows, tab-separated: {@code version N}; {@code struct NAME BYTES}; {@code field STRUCT NAME
 * OFFSET TYPE BYTES}; {@code array STRUCT NAME ROWS COLUMNS ELEMENT_BYTES} for a pointer member
 * whose extent MuJoCo's own macros tell; {@code enum NAME VALUE}.
 */
final class GenerateLayout {
  private static final List<String> STRUCTS =
      List.of(
          "mjOption",
          "mjVisual",
          "mjStatistic",
          "mjModel",
          "mjContact",
          "mjWarningStat",
          "mjTimerStat",
          "mjSolverStat",
          "mjData",
          "mjVFS",
          "mjSpec",
          "mjsElement",
          "mjsCompiler",
          "mjsOrientation",
          "mjsPlugin",
          "mjsBody",
          "mjsFrame",
          "mjsJoint",
          "mjsGeom",
          "mjsSite",
          "mjsCamera",
          "mjsLight",
          "mjsMesh",
          "mjsMaterial",
          "mjsTexture",
          "mjsActuator",
          "mjsSensor",
          "mjsEquality",
          "mjsKey",
          "mjvCamera",
          "mjvOption",
          "mjvGeom",
          "mjvScene",
          "mjrRect",
          "mjrContext");
  private static final List<String> ENUMS =
      List.of(
          "mjtObj",
          "mjtState",
          "mjtWarning",
          "mjtGeom",
          "mjtJoint",
          "mjtTrn",
          "mjtSensor",
          "mjtDisableBit",
          "mjtEnableBit",
          "mjtCatBit",
          "mjtCamera",
          "mjtFramebuffer",
          "mjtRndFlag",
          "mjtTexture",
          "mjtTextureRole");
  private static final List<String> HEADERS =
      List.of("mjmodel.h", "mjdata.h", "mjspec.h", "mjvisualize.h", "mjrender.h");
  private static final Pattern MEMBER =
      Pattern.compile(
          "(?:const |unsigned )*([A-Za-z_]\\w*(?:\\s*\\*)*)\\s*([A-Za-z_]\\w*)\\s*((?:\\[[\\w *+]+\\])*)");

  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length != 2) {
      System.err.println("usage: java GenerateLayout.java INCLUDE_FOLDER OUTPUT.tsv");
      System.exit(2);
    }
    Path include = Path.of(arguments[0]);
    StringBuilder headers = new StringBuilder();
    for (String header : HEADERS) {
      headers.append(Files.readString(include.resolve("mujoco").resolve(header)));
    }
    String declarations =
        headers.toString().replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("//[^\\n]*", "");

    Path work = Files.createTempDirectory("mujoco-layout");
    try {
      Path source = Files.writeString(work.resolve("layout.c"), program(declarations));
      Path binary = work.resolve("layout");
      run("cc", "-I", include.toString(), "-o", binary.toString(), source.toString());
      String table = run(binary.toString());
      Files.writeString(Path.of(arguments[1]), table);
    } finally {
      try (Stream<Path> files = Files.list(work)) {
        files.forEach(file -> file.toFile().delete());
      }
      Files.delete(work);
    }
  }

  private static String program(String declarations) {
    StringBuilder c = new StringBuilder();
    c.append("#include <stdio.h>\n#include <stddef.h>\n#include <mujoco/mujoco.h>\n");
    c.append("#include <mujoco/mjxmacro.h>\n#define TEXT_(x) #x\n#define TEXT(x) TEXT_(x)\n");
    c.append("int main(void) {\n  printf(\"version\\t%d\\n\", mjVERSION_HEADER);\n");
    for (String struct : STRUCTS) {
      c.append("  printf(\"struct\\t%s\\t%%zu\\n\", sizeof(%s));\n".formatted(struct, struct));
      for (String[] member : members(bodyOf("struct", struct, declarations), "")) {
        c.append(
            "  printf(\"field\\t%s\\t%s\\t%%zu\\t%s\\t%%zu\\n\", offsetof(%s, %s), sizeof(((%s*)0)->%s));\n"
                .formatted(struct, member[1], member[0], struct, member[1], struct, member[1]));
      }
    }
    // Extents of the arrays that pointers point to, from MuJoCo's own X macros.
    c.append("#undef X\n#undef XMJV\n#define XMJV X\n#undef MJ_M\n#define MJ_M(n) n\n");
    for (String[] kind :
        new String[][] {
          {"mjModel", "MJMODEL_POINTERS"},
          {"mjData", "MJDATA_POINTERS MJDATA_ARENA_POINTERS"}
        }) {
      c.append("#undef X\n#define X(type, name, rows, columns) \\\n");
      c.append(
          "  printf(\"array\\t%s\\t%%s\\t%%s\\t%%s\\t%%zu\\n\", #name, TEXT(rows), TEXT(columns), sizeof(type));\n"
              .formatted(kind[0]));
      c.append(kind[1]).append("\n");
    }
    for (String name : ENUMS) {
      for (String constant : bodyOf("enum", name, declarations).split(",")) {
        String symbol = constant.split("=")[0].trim();
        if (!symbol.isEmpty()) {
          c.append("  printf(\"enum\\t%s\\t%%d\\n\", (int) %s);\n".formatted(symbol, symbol));
        }
      }
    }
    return c.append("  return 0;\n}\n").toString();
  }

  /** What stands between the braces of {@code struct NAME_ {...}}. */
  private static String bodyOf(String keyword, String name, String declarations) {
    Matcher start = Pattern.compile(keyword + "\\s+" + name + "_\\s*\\{").matcher(declarations);
    if (!start.find()) {
      throw new IllegalStateException("no declaration of " + keyword + " " + name);
    }
    int depth = 1;
    int end = start.end();
    while (depth > 0) {
      char c = declarations.charAt(end++);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
    }
    return declarations.substring(start.end(), end - 1);
  }

  /** Pairs of type and dotted name; members of nested anonymous structs are named through them. */
  private static List<String[]> members(String body, String prefix) {
    List<String[]> members = new ArrayList<>();
    int at = 0;
    while (at < body.length()) {
      int semicolon = body.indexOf(';', at);
      if (semicolon < 0) {
        break;
      }
      String statement = body.substring(at, semicolon).trim();
      if (statement.matches("(?s)struct\\s*\\{.*")) {
        int close = body.indexOf('}', at);
        semicolon = body.indexOf(';', close);
        String name = body.substring(close + 1, semicolon).trim();
        members.addAll(members(body.substring(body.indexOf('{', at) + 1, close), name + "."));
      } else if (!statement.isEmpty()) {
        Matcher member = MEMBER.matcher(statement.replaceAll("\\s+", " "));
        if (!member.matches()) {
          throw new IllegalStateException("cannot read the member: " + statement);
        }
        members.add(new String[] {type(member.group(1)), prefix + member.group(2)});
      }
      at = semicolon + 1;
    }
    return members;
  }

  private static String type(String declared) {
    String c = declared.replace(" ", "");
    if (c.endsWith("*")) {
      return "pointer";
    }
    return switch (c) {
      case "mjtNum", "double" -> "double";
      case "mjtByte", "char" -> "byte";
      case "size_t", "uintptr_t" -> "long";
      case "int", "float" -> c;
      default -> c.startsWith("mjt") ? "int" : c.equals("unsigned") ? "int" : c;
    };
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + " failed");
    }
    return output;
  }
}
