package org.pollex.datasets.journal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.errors.BadInputException;

/**
 * What a journal says about itself, fixed when it is created.
 *
 * @param kind what the records mean, for example {@code "episodes"}; 1 to 64 bytes of UTF-8
 * @param metadata a JSON object of at most 16 MiB, for example seeds and versions
 */
public record JournalHeader(String kind, JsonNode metadata) {

  /** Refuses kinds and metadata that the format cannot hold. */
  public JournalHeader {
    int kindLength = kind.getBytes(StandardCharsets.UTF_8).length;
    if (kindLength < 1 || kindLength > FrameFormat.MAX_KIND) {
      throw new IllegalArgumentException(
          "kind has " + kindLength + " bytes; allowed are 1 to " + FrameFormat.MAX_KIND);
    }
    if (!metadata.isObject()) {
      throw new IllegalArgumentException("metadata is not a JSON object: " + metadata);
    }
  }

  byte[] encode() {
    byte[] kindBytes = kind.getBytes(StandardCharsets.UTF_8);
    byte[] json = CanonicalJson.bytes(metadata);
    if (json.length > FrameFormat.MAX_METADATA) {
      throw new IllegalArgumentException(
          "metadata has " + json.length + " bytes; at most " + FrameFormat.MAX_METADATA);
    }
    int body = FrameFormat.FILE_PREFIX + kindBytes.length + json.length;
    byte[] header = new byte[body + Integer.BYTES];
    ByteBuffer.wrap(header)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(FrameFormat.FILE_MAGIC)
        .putShort((short) FrameFormat.VERSION)
        .putShort((short) kindBytes.length)
        .putInt(json.length)
        .put(kindBytes)
        .put(json)
        .putInt(FrameFormat.crc(header, 0, body));
    return header;
  }

  /** A header together with the bytes it was read from, which start the hash chain. */
  record Encoded(JournalHeader header, byte[] bytes) {}

  /**
   * Reads the header at the start of {@code in}.
   *
   * @throws BadInputException if the file is no journal, of another version, or damaged
   */
  static Encoded read(RandomAccessFile in, Path file) throws IOException {
    byte[] prefix = new byte[FrameFormat.FILE_PREFIX];
    if (in.length() < prefix.length) {
      throw notAJournal(file, "the file has only " + in.length() + " bytes");
    }
    in.readFully(prefix);
    if (!Arrays.equals(prefix, 0, 8, FrameFormat.FILE_MAGIC, 0, 8)) {
      throw notAJournal(file, "its first 8 bytes are not the magic of a journal");
    }
    ByteBuffer fields = FrameFormat.littleEndian(prefix);
    int version = Short.toUnsignedInt(fields.getShort(8));
    int kindLength = Short.toUnsignedInt(fields.getShort(10));
    int jsonLength = fields.getInt(12);
    int rest = kindLength + jsonLength + Integer.BYTES;
    boolean plausible =
        kindLength <= FrameFormat.MAX_KIND
            && jsonLength >= 0
            && jsonLength <= FrameFormat.MAX_METADATA
            && in.length() - prefix.length >= rest;
    if (!plausible) {
      throw damaged(file);
    }
    byte[] bytes = Arrays.copyOf(prefix, prefix.length + rest);
    in.readFully(bytes, prefix.length, rest);
    int body = bytes.length - Integer.BYTES;
    if (FrameFormat.littleEndian(bytes).getInt(body) != FrameFormat.crc(bytes, 0, body)) {
      throw damaged(file);
    }
    if (version != FrameFormat.VERSION) {
      throw new UnreadableHeaderException(
          file,
          "the journal has format version " + version,
          "Allowed: version " + FrameFormat.VERSION + ". Read it with the Pollex that wrote it.",
          true);
    }
    int kindEnd = prefix.length + kindLength;
    String kind = new String(bytes, prefix.length, kindLength, StandardCharsets.UTF_8);
    JsonNode metadata = CanonicalJson.parse(Arrays.copyOfRange(bytes, kindEnd, body), file);
    return new Encoded(new JournalHeader(kind, metadata), bytes);
  }

  private static BadInputException notAJournal(Path file, String why) {
    return new UnreadableHeaderException(
        file,
        "not a journal: " + why,
        "Allowed: a file written by Pollex's recorder or trial runner. Check the path.",
        false);
  }

  private static BadInputException damaged(Path file) {
    return new UnreadableHeaderException(
        file,
        "the header does not match its checksum",
        "Restore the file from a backup, or save what is intact with 'pollex data recover'.",
        false);
  }
}
