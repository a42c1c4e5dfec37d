package org.pollex.learning.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pollex.datasets.storage.AtomicFile;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;

/**
 * Named tensors in a safetensors file: eight bytes of header length, a JSON header of types, shapes
 * and offsets, and raw little-endian data.
 *
 * @param metadata free text by key
 * @param tensors by name, in the order of the file
 */
public record SafeTensors(Map<String, String> metadata, Map<String, Tensor> tensors) {
  /** Largest header that is read, bytes. */
  private static final long MOST_HEADER = 16L << 20;

  private static final String METADATA = "__metadata__";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies the maps. */
  public SafeTensors {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
  }

  /**
   * Reads a file.
   *
   * @throws BadInputException if it is missing, truncated, or its header does not describe its data
   */
  public static SafeTensors read(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      long header = size < 8 ? -1 : block(channel, 0, 8).getLong();
      if (header < 2 || header > MOST_HEADER || header > size - 8) {
        throw damaged(file, "a header of " + header + " bytes in a file of " + size);
      }
      JsonNode root =
          JSON.readTree(StandardCharsets.UTF_8.decode(block(channel, 8, (int) header)).toString());
      return parse(file, root, channel, 8 + header, size);
    } catch (NoSuchFileException e) {
      throw new BadInputException("no file " + file, "Check the path.", e);
    } catch (IOException e) {
      throw damaged(file, e.getMessage());
    }
  }

  private static SafeTensors parse(
      Path file, JsonNode root, FileChannel channel, long start, long size) throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : root.properties()) {
      if (field.getKey().equals(METADATA)) {
        field.getValue().properties().forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
        continue;
      }
      JsonNode entry = field.getValue();
      DType type = type(file, field.getKey(), entry.path("dtype").asText());
      int[] shape = new int[entry.path("shape").size()];
      long bytes = type.bytes();
      for (int i = 0; i < shape.length; i++) {
        long length = entry.path("shape").get(i).asLong(-1);
        if (length < 0 || length > Integer.MAX_VALUE || length * bytes > size) {
          throw damaged(file, field.getKey() + " has shape " + entry.path("shape"));
        }
        shape[i] = (int) length;
        bytes *= length;
      }
      long from = entry.path("data_offsets").path(0).asLong(-1);
      long to = entry.path("data_offsets").path(1).asLong(-1);
      if (from < 0 || to - from != bytes || to > size - start || bytes > Integer.MAX_VALUE) {
        throw damaged(
            file,
            "%s lies at %d to %d, but needs %d bytes".formatted(field.getKey(), from, to, bytes));
      }
      tensors.put(
          field.getKey(), Tensor.wrap(type, shape, block(channel, start + from, (int) bytes)));
    }
    return new SafeTensors(metadata, tensors);
  }

  private static ByteBuffer block(FileChannel channel, long at, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, at + buffer.position()) < 0) {
        throw new IOException("it ends within its data");
      }
    }
    return buffer.flip();
  }

  private static DType type(Path file, String name, String safe) {
    return switch (safe) {
      case "F32", "F64", "U8", "U16", "I32", "I64", "BOOL" -> DType.valueOf(safe);
      default -> throw damaged(file, name + " has the element type '" + safe + "'");
    };
  }

  private static BadInputException damaged(Path file, String why) {
    return new BadInputException(
        file + " is not a safetensors file that can be read: " + why,
        "Use a file that was written whole; element types F32, F64, U8, U16, I32, I64, BOOL.");
  }

  /**
   * Writes a file, whole or not at all.
   *
   * @throws org.pollex.errors.RunFailedException when the disk refuses; the old file is then still
   *     there
   */
  public void write(Path file) {
    AtomicFile.write(
        file,
        partial -> {
          try (FileChannel channel =
              FileChannel.open(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            byte[] header = header();
            ByteBuffer head = ByteBuffer.allocate(8 + header.length).order(ByteOrder.LITTLE_ENDIAN);
            writeAll(channel, head.putLong(header.length).put(header).flip());
            for (Tensor tensor : tensors.values()) {
              writeAll(channel, tensor.bytes());
            }
          } catch (IOException e) {
            throw StorageFailure.writing(file, e);
          }
        });
  }

  private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** The JSON header, padded with blanks so that the data starts at a multiple of 8. */
  private byte[] header() {
    ObjectNode root = JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      metadata.forEach(root.putObject(METADATA)::put);
    }
    long at = 0;
    for (Map.Entry<String, Tensor> e : tensors.entrySet()) {
      ObjectNode entry = root.putObject(e.getKey());
      entry.put("dtype", e.getValue().dtype().name());
      for (int length : e.getValue().shape()) {
        entry.withArray("shape").add(length);
      }
      entry.withArray("shape");
      int bytes = e.getValue().bytes().remaining();
      entry.putArray("data_offsets").add(at).add(at + bytes);
      at += bytes;
    }
    String text = root.toString();
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    return (text + " ".repeat((8 - length % 8) % 8)).getBytes(StandardCharsets.UTF_8);
  }
}
