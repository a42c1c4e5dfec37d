package org.pollex.ros.ros1.tcpros;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What either side says first: {@code key=value} fields, each behind its length, behind the length
 * of all.
 *
 * @param fields by key
 */
public record ConnectionHeader(Map<String, String> fields) {
  /** Longest header, bytes. */
  static final int MOST_BYTES = 1 << 20;

  /** Copies the fields. */
  public ConnectionHeader {
    fields = Map.copyOf(fields);
  }

  /** A header that refuses the other side. */
  public static ConnectionHeader error(String why) {
    return new ConnectionHeader(Map.of("error", why));
  }

  /** Returns a field, or an empty text. */
  public String get(String key) {
    return fields.getOrDefault(key, "");
  }

  /** Returns whether a field is {@code 1}. */
  public boolean flag(String key) {
    return get(key).equals("1");
  }

  /** Sends the header. */
  public void write(OutputStream out) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Map.Entry<String, String> field : fields.entrySet()) {
      String line = field.getKey() + "=" + field.getValue();
      all.writeBytes(Frames.of(line.getBytes(StandardCharsets.UTF_8)));
    }
    out.write(Frames.of(all.toByteArray()));
    out.flush();
  }

  /**
   * Reads the header of the other side.
   *
   * @throws IOException if it is damaged
   */
  public static ConnectionHeader read(InputStream in) throws IOException {
    byte[] all = Frames.read(in, MOST_BYTES);
    Map<String, String> fields = new LinkedHashMap<>();
    int at = 0;
    while (at < all.length) {
      int length = all.length - at < 4 ? -1 : Frames.length(all, at);
      if (length < 0 || length > all.length - at - 4) {
        throw new IOException("a connection header is damaged at byte " + at);
      }
      String field = new String(all, at + 4, length, StandardCharsets.UTF_8);
      int equals = field.indexOf('=');
      if (equals < 0) {
        throw new IOException("a connection header has a field without a value: " + shown(field));
      }
      fields.put(field.substring(0, equals), field.substring(equals + 1));
      at += 4 + length;
    }
    return new ConnectionHeader(fields);
  }

  /** Reads the answer of the other side; its refusal is an {@link IOException}. */
  public static ConnectionHeader readAnswer(InputStream in) throws IOException {
    ConnectionHeader header = read(in);
    if (header.fields.containsKey("error")) {
      throw new IOException("refused by the other side: " + shown(header.get("error")));
    }
    return header;
  }

  private static String shown(String text) {
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }
}
