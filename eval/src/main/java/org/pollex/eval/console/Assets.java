package org.pollex.eval.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pollex.datasets.storage.Sha256;

/**
 * The page and what it loads: a fixed list of resources, read once. A path that is not in the list
 * is not there, so none leads anywhere else.
 */
final class Assets {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml",
          "json", "application/manifest+json");

  private static final String PAGE = "/index.html";
  private static final String WORKER = "/worker.js";
  private static final String[] NAMES = {
    PAGE,
    "/console.css",
    "/main.js",
    "/store.js",
    "/operator.js",
    "/entries.js",
    "/dialog.js",
    "/scene.js",
    "/review.js",
    "/page.js",
    "/icon.svg",
    "/manifest.json",
    WORKER
  };

  private final Map<String, Asset> assets = new TreeMap<>();

  /** One resource. */
  record Asset(byte[] bytes, String type) {}

  Assets() {
    StringBuilder digests = new StringBuilder();
    for (String name : NAMES) {
      byte[] bytes = read(name);
      digests.append(Sha256.hex(bytes));
      assets.put(name, new Asset(bytes, TYPES.get(name.substring(name.lastIndexOf('.') + 1))));
    }
    // The worker keeps a copy of this very version on the device, for reloads without connection.
    String version = Sha256.hex(digests.toString().getBytes(StandardCharsets.UTF_8));
    String worker = new String(assets.get(WORKER).bytes(), StandardCharsets.UTF_8);
    assets.put(
        WORKER,
        new Asset(
            worker.replace("VERSION", version.substring(0, 16)).getBytes(StandardCharsets.UTF_8),
            TYPES.get("js")));
  }

  /** Finds what lies under a path. */
  Optional<Asset> find(String path) {
    return Optional.ofNullable(assets.get(path.equals("/") ? PAGE : path));
  }

  private static byte[] read(String name) {
    try (InputStream in = Assets.class.getResourceAsStream(name.substring(1))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
