package org.pollex.eval.console;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.errors.BadInputException;

/** One request and its answer; every answer carries the same protective headers. */
final class Request {
  /** The largest request: a picture in base 64 and some notes. */
  static final int LARGEST_BODY = 8 << 20;

  /** Sent by the page alone; a form or a link on another site cannot add it. */
  private static final String OWN = "X-Pollex-Console";

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,12})-(\\d{0,12})");
  private static final int BLOCK = 1 << 16;

  private static final Map<String, String> PROTECTION =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:;"
              + " media-src 'self' blob:; connect-src 'self'; worker-src 'self'; manifest-src"
              + " 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
              + " require-trusted-types-for 'script'; trusted-types pollex",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "no-referrer",
          "Permissions-Policy",
          "camera=(self), microphone=(), geolocation=()",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin");

  private final HttpExchange exchange;

  Request(HttpExchange exchange) {
    this.exchange = exchange;
    Headers headers = exchange.getResponseHeaders();
    PROTECTION.forEach(headers::set);
    headers.set("Cache-Control", "no-store");
  }

  String method() {
    return exchange.getRequestMethod();
  }

  String path() {
    return exchange.getRequestURI().getPath();
  }

  /** Returns a parameter of the address; only plain words are used as such here. */
  String parameter(String name) {
    String query = exchange.getRequestURI().getQuery();
    for (String part : (query == null ? "" : query).split("&")) {
      if (part.startsWith(name + "=")) {
        return part.substring(name.length() + 1);
      }
    }
    return "";
  }

  /** Returns a whole number of the address; −1 when there is none. */
  int number(String name) {
    String value = parameter(name);
    return value.matches("\\d{1,9}") ? Integer.parseInt(value) : -1;
  }

  Optional<String> cookie(String name) {
    for (String header : exchange.getRequestHeaders().getOrDefault("Cookie", List.of())) {
      for (String part : header.split(";")) {
        if (part.strip().startsWith(name + "=")) {
          return Optional.of(part.strip().substring(name.length() + 1));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Reads the body.
   *
   * @throws BadInputException when it is too long, is no such message, or was not sent by the page
   */
  <T> T body(Class<T> type) throws IOException {
    if (exchange.getRequestHeaders().getFirst(OWN) == null) {
      throw new BadInputException("a request that the console's page did not send", "");
    }
    byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
    if (body.length > LARGEST_BODY) {
      throw new BadInputException(
          "a request of more than " + LARGEST_BODY + " bytes", "Send less at once.");
    }
    T message = CanonicalJson.parse(body, type, Path.of("the request"));
    if (message == null) {
      throw new BadInputException("an empty request", "");
    }
    return message;
  }

  void header(String name, String value) {
    exchange.getResponseHeaders().set(name, value);
  }

  void json(int status, Object answer) throws IOException {
    bytes(status, "application/json", CanonicalJson.bytes(answer));
  }

  void bytes(int status, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    if (method().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  /** Sends a file, or the part of it that was asked for, as players do. */
  void file(Path file) throws IOException {
    long size = Files.size(file);
    String range = exchange.getRequestHeaders().getFirst("Range");
    Matcher part = RANGE.matcher(range == null ? "" : range);
    boolean partial = part.matches() && Long.parseLong(part.group(1)) < size;
    long from = partial ? Long.parseLong(part.group(1)) : 0;
    long to =
        partial && !part.group(2).isEmpty()
            ? Math.min(size - 1, Long.parseLong(part.group(2)))
            : size - 1;
    exchange
        .getResponseHeaders()
        .set("Content-Type", file.toString().endsWith(".webm") ? "video/webm" : "video/mp4");
    exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
    if (partial) {
      header("Content-Range", "bytes " + from + "-" + to + "/" + size);
    }
    long left = Math.max(0, to - from + 1);
    exchange.sendResponseHeaders(partial ? 206 : 200, left == 0 ? -1 : left);
    byte[] block = new byte[BLOCK];
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r");
        OutputStream out = exchange.getResponseBody()) {
      in.seek(from);
      while (left > 0) {
        int read = in.read(block, 0, (int) Math.min(block.length, left));
        if (read < 0) {
          break;
        }
        out.write(block, 0, read);
        left -= read;
      }
    }
  }
}
