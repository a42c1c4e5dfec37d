package org.pollex.learning.graph;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.pollex.hardware.tensor.Tensor;

/**
 * A program as the archive that libtorch loads: a zip without compression that holds the text and a
 * module without attributes. Weights are not in it; they are an argument of every method. The
 * archive also loads in Python with {@code torch.jit.load}.
 */
public final class TorchScriptArchive {
  /** Archive format: with lower numbers libtorch applies older operator signatures. */
  private static final String VERSION = "10\n";

  /**
   * Pickle of an object of class {@code __torch__.M} whose only attribute is {@code training =
   * True}: the smallest module there is. Written byte by byte; nothing here reads pickles.
   */
  private static final byte[] MODULE =
      concatenate(
          new byte[] {(byte) 0x80, 2, 'c'},
          ascii("__torch__\nM\n"),
          new byte[] {'q', 0, ')', (byte) 0x81, '}', '(', 'X', 8, 0, 0, 0},
          ascii("training"),
          new byte[] {'q', 1, (byte) 0x88, 'u', 'b', 'q', 2, '.'});

  /** Pickle of an empty tuple. */
  private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, ')', '.'};

  private TorchScriptArchive() {}

  /** Returns the archive of a program, with the methods of its training where it has a loss. */
  public static byte[] of(Program program, AdamW adam) {
    String training =
        program.methods().containsKey(Program.LOSS)
            ? TrainingMethods.source(program.inputs(Program.LOSS), adam)
            : "";
    String text =
        "class M(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n"
            + program.source()
            + training;
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("data.pkl", MODULE);
    entries.put("code/__torch__.py", text.getBytes(StandardCharsets.UTF_8));
    return zip(entries);
  }

  /**
   * Returns an archive with the weights in it, for other programs: {@code torch.jit.load(file)} is
   * a module whose {@code forward} is one of the program's methods and whose parameters are the
   * weights, with {@code _} for every dot of their names.
   *
   * @param method called by {@code forward}
   * @param weights by parameter name
   * @param extra texts that {@code torch.jit.load} gives as extra files, by name
   */
  public static byte[] withWeights(
      Program program, String method, Map<String, Tensor> weights, Map<String, String> extra) {
    List<String> attributes =
        program.parameters().stream().map(p -> p.name().replace('.', '_')).toList();
    String quoted = attributes.stream().map(a -> '"' + a + "\", ").collect(Collectors.joining());
    String inputs = String.join(", ", program.inputs(method));
    StringBuilder text =
        new StringBuilder("class M(Module):\n  __parameters__ = [" + quoted + "]\n");
    text.append("  __buffers__ = []\n  training : bool\n");
    attributes.forEach(attribute -> text.append("  ").append(attribute).append(" : Tensor\n"));
    text.append(program.source()).append("  def forward(self: __torch__.M");
    program.inputs(method).forEach(i -> text.append(",\n    ").append(i).append(": Tensor"));
    text.append(") -> Tensor:\n    w = [");
    attributes.forEach(attribute -> text.append("self.").append(attribute).append(", "));
    text.append("]\n    return (self).").append(method).append("(w, ").append(inputs).append(")\n");
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("data.pkl", ModulePickle.of(attributes, program.parameters()));
    entries.put("code/__torch__.py", text.toString().getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < program.parameters().size(); i++) {
      ByteBuffer data = weights.get(program.parameters().get(i).name()).bytes();
      byte[] bytes = new byte[data.remaining()];
      data.get(bytes);
      entries.put("data/" + i, bytes);
    }
    extra.forEach(
        (name, content) -> entries.put("extra/" + name, content.getBytes(StandardCharsets.UTF_8)));
    return zip(entries);
  }

  private static byte[] zip(Map<String, byte[]> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(ZipOutputStream.STORED);
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        put(zip, "program/" + entry.getKey(), entry.getValue());
      }
      put(zip, "program/constants.pkl", NO_CONSTANTS);
      put(zip, "program/version", ascii(VERSION));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setCrc(checksum.getValue());
    entry.setSize(content.length);
    entry.setCompressedSize(content.length);
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] concatenate(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
