package org.pollex.eval.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A device without a browser: speaks the page's protocol. */
final class Device {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient client;
  private final String address;
  private String cookie = "";

  Device(String address) {
    this(address, HttpClient.newHttpClient());
  }

  Device(String address, HttpClient client) {
    this.address = address;
    this.client = client;
  }

  /** Pairs by a link, as the page does; a console that does not listen yet is waited for. */
  static Device paired(String link, String name) throws Exception {
    int hash = link.indexOf("/#");
    Device device = new Device(link.substring(0, hash));
    long end = System.nanoTime() + PATIENCE.toNanos();
    HttpResponse<String> answer = null;
    while (answer == null) {
      try {
        answer = device.pair(link.substring(hash + 2), name);
      } catch (ConnectException refused) {
        if (System.nanoTime() > end) {
          throw refused;
        }
        Thread.sleep(50);
      }
    }
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.body());
    }
    return device;
  }

  HttpResponse<String> pair(String secret, String name) throws Exception {
    HttpResponse<String> answer = post("/api/pair", Map.of("secret", secret, "name", name));
    answer
        .headers()
        .firstValue("Set-Cookie")
        .ifPresent(set -> cookie = set.substring(0, set.indexOf(';')));
    return answer;
  }

  String cookie() {
    return cookie;
  }

  void cookie(String value) {
    cookie = value;
  }

  HttpResponse<byte[]> bytes(String path) throws IOException, InterruptedException {
    return client.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, Object body) throws IOException, InterruptedException {
    return client.send(
        request(path)
            .header("X-Pollex-Console", "1")
            .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofSeconds(10));
    return cookie.isEmpty() ? request : request.header("Cookie", cookie);
  }

  static JsonNode json(HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  JsonNode sync(List<Map<String, Object>> entries) throws Exception {
    return json(post("/api/sync", Map.of("entries", entries)));
  }

  JsonNode sync(Map<String, Object> entry) throws Exception {
    return sync(List.of(entry));
  }

  JsonNode state() throws Exception {
    return sync(List.of()).get("state");
  }

  static Map<String, Object> outcome(String id, String code, boolean success) {
    Map<String, Object> entry = entry(id, "OUTCOME", code, "");
    entry.put("success", success);
    entry.put("milestones", Map.of("cup moved", success, "plate moved", true));
    entry.put("seconds", 12.5);
    return entry;
  }

  static Map<String, Object> entry(String id, String kind, String code, String text) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("id", id);
    entry.put("kind", kind);
    entry.put("code", code);
    entry.put("text", text);
    return entry;
  }
}
