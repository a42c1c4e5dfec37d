package org.pollex.retrieval.cloud;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pollex.errors.BadInputException;

class CloudReaderTest {
  private static final long SEED = 7;

  @TempDir Path folder;

  private static float[] points(int n) {
    Random random = new Random(SEED);
    float[] xyz = new float[3 * n];
    for (int i = 0; i < xyz.length; i++) {
      xyz[i] = (float) random.nextGaussian();
    }
    return xyz;
  }

  private float[] read(byte[] content) throws IOException {
    Path file = folder.resolve("cloud.dat");
    Files.write(file, content);
    PointCloud cloud = CloudReader.read(file, "world");
    assertEquals("world", cloud.frame());
    return cloud.toArray();
  }

  private String refusal(byte[] content) throws IOException {
    Path file = folder.resolve("bad.dat");
    Files.write(file, content);
    String message =
        assertThrows(BadInputException.class, () -> CloudReader.read(file, "world")).getMessage();
    assertTrue(message.contains("bad.dat"), message);
    return message;
  }

  private static byte[] join(String header, byte[] data) {
    byte[] start = header.getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = Arrays.copyOf(start, start.length + data.length);
    System.arraycopy(data, 0, all, start.length, data.length);
    return all;
  }

  private static byte[] packed(float[] values, ByteOrder order) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(order);
    for (float value : values) {
      buffer.putFloat(value);
    }
    return buffer.array();
  }

  private static String rows(float[] xyz, String tail) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < xyz.length; i += 3) {
      text.append(xyz[i] + " " + xyz[i + 1] + " " + xyz[i + 2] + tail + "\n");
    }
    return text.toString();
  }

  private static String ply(String format, int n) {
    return "ply\nformat "
        + format
        + " 1.0\ncomment made by a test\nelement vertex "
        + n
        + "\nproperty float x\nproperty float y\nproperty float z\nend_header\n";
  }

  private static String pcd(String data, int n) {
    return "# .PCD v0.7\nVERSION 0.7\nFIELDS x y z\nSIZE 4 4 4\nTYPE F F F\nCOUNT 1 1 1\nWIDTH "
        + n
        + "\nHEIGHT 1\nVIEWPOINT 0 0 0 1 0 0 0\nPOINTS "
        + n
        + "\nDATA "
        + data
        + "\n";
  }

  private static String npy(String type, String order, String shape) {
    String header =
        "{'descr': '" + type + "', 'fortran_order': " + order + ", 'shape': " + shape + ", }\n";
    return "\u0093NUMPY\u0001\u0000" + (char) header.length() + "\u0000" + header;
  }

  /** What a file can look like. */
  enum Form {
    PLY_TEXT,
    PLY_LITTLE,
    PLY_BIG,
    PCD_TEXT,
    PCD_BINARY,
    PCD_COMPRESSED,
    NPY_C,
    NPY_FORTRAN,
    NPY_DOUBLE,
    XYZ,
    CSV
  }

  private static byte[] written(Form form, float[] xyz) {
    int n = xyz.length / 3;
    byte[] none = {};
    return switch (form) {
      case PLY_TEXT -> join(ply("ascii", n) + rows(xyz, ""), none);
      case PLY_LITTLE -> join(ply("binary_little_endian", n), packed(xyz, ByteOrder.LITTLE_ENDIAN));
      case PLY_BIG -> join(ply("binary_big_endian", n), packed(xyz, ByteOrder.BIG_ENDIAN));
      case PCD_TEXT -> join(pcd("ascii", n) + rows(xyz, ""), none);
      case PCD_BINARY -> join(pcd("binary", n), packed(xyz, ByteOrder.LITTLE_ENDIAN));
      case PCD_COMPRESSED -> join(pcd("binary_compressed", n), compressed(byColumn(xyz)));
      case NPY_C ->
          join(npy("<f4", "False", "(" + n + ", 3)"), packed(xyz, ByteOrder.LITTLE_ENDIAN));
      case NPY_FORTRAN ->
          join(
              npy("<f4", "True", "(" + n + ", 3)"), packed(byColumn(xyz), ByteOrder.LITTLE_ENDIAN));
      case NPY_DOUBLE -> join(npy(">f8", "False", "(" + n + ", 3)"), doubles(xyz));
      case XYZ -> join("# a comment\n" + rows(xyz, " 255 0 0"), none);
      case CSV -> join("x,y,z\n" + rows(xyz, "").replace(' ', ','), none);
    };
  }

  private static float[] byColumn(float[] xyz) {
    int n = xyz.length / 3;
    float[] out = new float[xyz.length];
    for (int i = 0; i < xyz.length; i++) {
      out[i % 3 * n + i / 3] = xyz[i];
    }
    return out;
  }

  private static byte[] doubles(float[] xyz) {
    ByteBuffer buffer = ByteBuffer.allocate(8 * xyz.length);
    for (float value : xyz) {
      buffer.putDouble(value);
    }
    return buffer.array();
  }

  /** LZF with literals only, then the two sizes that PCD puts before it. */
  private static byte[] compressed(float[] values) {
    byte[] raw = packed(values, ByteOrder.LITTLE_ENDIAN);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = 0; at < raw.length; at += 32) {
      int literals = Math.min(32, raw.length - at);
      out.write(literals - 1);
      out.write(raw, at, literals);
    }
    ByteBuffer sizes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    sizes.putInt(out.size()).putInt(raw.length);
    return join(new String(sizes.array(), StandardCharsets.ISO_8859_1), out.toByteArray());
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void everyFormGivesTheSamePoints(Form form) throws IOException {
    float[] xyz = points(101);
    assertArrayEquals(xyz, read(written(form, xyz)));
  }

  @ParameterizedTest
  @EnumSource(
      value = Form.class,
      names = {"XYZ", "CSV"},
      mode = EnumSource.Mode.EXCLUDE)
  void truncatedFilesAreRefused(Form form) throws IOException {
    byte[] whole = written(form, points(101));
    String message = refusal(Arrays.copyOf(whole, whole.length - 40));
    assertTrue(message.contains("truncated"), message);
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void aHeaderCutAnywhereIsRefusedNotCrashedOn(Form form) throws IOException {
    byte[] whole = written(form, points(3));
    for (int length = 0; length < Math.min(whole.length, 60); length++) {
      Path file = folder.resolve("cut");
      Files.write(file, Arrays.copyOf(whole, length));
      try {
        CloudReader.read(file, "world");
      } catch (BadInputException expected) {
        assertEquals(2, expected.exitCode());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"(5,)", "(5, 4)", "(3, 5)", "(5, 3, 1)", "()"})
  void otherShapesAreRefused(String shape) throws IOException {
    String message = refusal(join(npy("<f4", "False", shape), new byte[600]));
    assertTrue(message.contains("shape") && message.contains("(N, 3)"), message);
  }

  @Test
  void otherTypesAreRefused() throws IOException {
    String message = refusal(join(npy("<i8", "False", "(5, 3)"), new byte[600]));
    assertTrue(message.contains("<i8"), message);
  }

  @Test
  void pointsThatAreNotFiniteAreNamed() throws IOException {
    float[] xyz = points(9);
    xyz[3 * 4 + 1] = Float.NaN;
    String message = refusal(written(Form.NPY_C, xyz));
    assertTrue(message.contains("point 4"), message);
    xyz[3 * 4 + 1] = Float.POSITIVE_INFINITY;
    assertTrue(refusal(written(Form.PLY_BIG, xyz)).contains("point 4"));
  }

  @Test
  void pointsThatAnOrganisedCloudDidNotSeeAreLeftOut() throws IOException {
    float[] xyz = points(9);
    Arrays.fill(xyz, 3, 6, Float.NaN);
    assertEquals(8 * 3, read(written(Form.PCD_BINARY, xyz)).length);
  }

  @Test
  void otherElementsAndPropertiesOfPlyAreSkipped() throws IOException {
    String header =
        "ply\nformat binary_little_endian 1.0\nelement face 2\n"
            + "property list uchar int vertex_indices\nelement vertex 1\nproperty uchar red\n"
            + "property double x\nproperty float y\nproperty short z\nend_header\n";
    ByteBuffer data = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    data.put((byte) 3).putInt(0).putInt(1).putInt(2).put((byte) 1).putInt(9);
    data.put((byte) 200).putDouble(0.5).putFloat(0.25f).putShort((short) -2);
    byte[] bytes = Arrays.copyOf(data.array(), data.position());
    assertArrayEquals(new float[] {0.5f, 0.25f, -2}, read(join(header, bytes)));
  }

  @Test
  void compressedCopiesMayOverlap() {
    byte[] packed = {2, 1, 2, 3, (byte) (4 << 5), 2, (byte) (7 << 5), 1, 0};
    byte[] out = Lzf.decompress(packed, 0, packed.length, 3 + 6 + 10);
    byte[] expected = {1, 2, 3, 1, 2, 3, 1, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3};
    assertArrayEquals(expected, out);
  }

  @Test
  void textThatIsNoCloudIsRefused() throws IOException {
    assertTrue(
        refusal("hello world, how are you\n".getBytes(StandardCharsets.UTF_8)).contains("line 1"));
    assertTrue(refusal("1 2\n".getBytes(StandardCharsets.UTF_8)).contains("2 columns"));
    assertTrue(refusal(new byte[0]).contains("no point"));
  }

  @Test
  void missingFilesAndFoldersAreRefused() {
    assertThrows(
        BadInputException.class, () -> CloudReader.read(folder.resolve("no.ply"), "world"));
    assertThrows(BadInputException.class, () -> CloudReader.read(folder, "world"));
  }
}
