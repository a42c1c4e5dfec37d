package org.pollex.eval.console.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** One page in the browser, as large as a phone. */
public final class Page implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_MILLIS = 20_000;

  private final Chromium browser;
  private final String context;
  private final String target;
  private final String session;

  /** What went wrong in the page: exceptions, refused content. */
  public final List<String> complaints = new CopyOnWriteArrayList<>();

  /** How often a finger missed. */
  public int misses;

  Page(Chromium browser, String context, String target, String session) throws Exception {
    this.browser = browser;
    this.context = context;
    this.target = target;
    this.session = session;
    browser.listen(session, this::hear);
    call("Runtime.enable", Map.of());
    call("Log.enable", Map.of());
    call("Page.enable", Map.of());
    call("Network.enable", Map.of());
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", 390, "height", 844, "deviceScaleFactor", 2, "mobile", true));
  }

  private void hear(String event, JsonNode parameters) {
    if (event.equals("Runtime.exceptionThrown")) {
      complaints.add(parameters.get("exceptionDetails").toString());
    }
    if (event.equals("Log.entryAdded")
        && parameters.at("/entry/source").asText().equals("security")) {
      complaints.add(parameters.at("/entry/text").asText());
    }
  }

  JsonNode call(String method, Object parameters) throws Exception {
    return browser.call(session, method, parameters);
  }

  /** Opens a second page on the same device. */
  public Page sibling() throws Exception {
    return browser.tab(context);
  }

  /** Goes to an address. */
  public void open(String address) throws Exception {
    call("Page.navigate", Map.of("url", address));
  }

  /** Reloads, as a user would. */
  public void reload() throws Exception {
    call("Page.reload", Map.of());
  }

  /** Evaluates an expression; a promise is waited for. */
  public JsonNode eval(String expression) throws Exception {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
    }
    return answer.at("/result/value");
  }

  /** Waits until an expression holds. */
  public void await(String expression) throws Exception {
    long end = System.nanoTime() + 1_000_000 * PATIENCE_MILLIS;
    while (System.nanoTime() < end) {
      try {
        if (eval(expression).asBoolean()) {
          return;
        }
      } catch (IOException | AssertionError navigating) {
        // The page is being replaced.
      }
      Thread.sleep(30);
    }
    throw new AssertionError(
        "never: " + expression + "\n" + eval("document.body.innerText").asText() + complaints);
  }

  /** Waits until one of the console's views is shown. */
  public void awaitView(String name) throws Exception {
    await(
        "!!document.getElementById('"
            + name
            + "') && !document.getElementById('"
            + name
            + "').hidden");
  }

  /** Returns the text of an element, as a user reads it. */
  public String text(String selector) throws Exception {
    return eval("document.querySelector(" + quoted(selector) + ").innerText").asText();
  }

  /**
   * Puts a finger on an element, and again where the finger missed because the page moved; true
   * when it is there, shown and not disabled.
   */
  public boolean tap(String selector) throws Exception {
    for (int attempt = 0; attempt < 3 && isThere(selector); attempt++) {
      await("!document.body.classList.contains('settling')");
      if (tapOnce(selector)) {
        return true;
      }
      misses++;
    }
    return false;
  }

  private boolean isThere(String selector) throws Exception {
    return eval("""
            (() => {
              const element = document.querySelector(%s);
              return Boolean(element && !element.disabled && element.getClientRects().length);
            })()
            """
            .formatted(quoted(selector)))
        .asBoolean();
  }

  /** Puts a finger on an element that is there; true when the finger hits it. */
  public boolean tapOnce(String selector) throws Exception {
    JsonNode place =
        eval(
            """
            (() => {
              const element = document.querySelector(%s);
              element.scrollIntoView({block: 'center', behavior: 'instant'});
              globalThis.hits = 0;
              element.addEventListener('click', () => { globalThis.hits++; }, {once: true, capture: true});
              const box = element.getBoundingClientRect();
              return {x: box.x + box.width / 2, y: box.y + box.height / 2};
            })()
            """
                .formatted(quoted(selector)));
    for (String type : List.of("mousePressed", "mouseReleased")) {
      call(
          "Input.dispatchMouseEvent",
          Map.of(
              "type",
              type,
              "x",
              place.get("x"),
              "y",
              place.get("y"),
              "button",
              "left",
              "clickCount",
              1));
    }
    for (int i = 0; i < 10; i++) {
      if (eval("globalThis.hits > 0").asBoolean()) {
        return true;
      }
      Thread.sleep(20);
    }
    return false;
  }

  /** Types into what has the focus. */
  public void type(String words) throws Exception {
    call("Input.insertText", Map.of("text", words));
  }

  /** Presses a key: Tab, Enter, Space, Escape or an arrow. */
  public void press(String key) throws Exception {
    int code =
        switch (key) {
          case "Tab" -> 9;
          case "Enter" -> 13;
          case "Escape" -> 27;
          case "Space" -> 32;
          case "ArrowRight" -> 39;
          case "ArrowLeft" -> 37;
          default -> throw new IllegalArgumentException(key);
        };
    String name = key.equals("Space") ? " " : key;
    String typed = key.equals("Enter") ? "\r" : key.equals("Space") ? " " : "";
    Map<String, Object> down =
        new HashMap<>(
            Map.of("type", typed.isEmpty() ? "rawKeyDown" : "keyDown", "key", name, "code", key));
    down.put("windowsVirtualKeyCode", code);
    if (!typed.isEmpty()) {
      down.put("text", typed);
    }
    call("Input.dispatchKeyEvent", down);
    call(
        "Input.dispatchKeyEvent",
        Map.of("type", "keyUp", "key", name, "code", key, "windowsVirtualKeyCode", code));
  }

  /** Returns the name that a screen reader reads of what has the focus. */
  public String focusedName() throws Exception {
    String object =
        call("Runtime.evaluate", Map.of("expression", "document.activeElement"))
            .at("/result/objectId")
            .asText();
    JsonNode node =
        call("Accessibility.getPartialAXTree", Map.of("objectId", object, "fetchRelatives", false));
    return node.at("/nodes/0/name/value").asText();
  }

  /** Takes the network away from the page, or gives it back. */
  public void offline(boolean away) throws Exception {
    call(
        "Network.emulateNetworkConditions",
        Map.of("offline", away, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
  }

  /** Chooses a file in an input. */
  public void choose(String selector, Path file) throws Exception {
    String object =
        call(
                "Runtime.evaluate",
                Map.of("expression", "document.querySelector(" + quoted(selector) + ")"))
            .at("/result/objectId")
            .asText();
    call("DOM.setFileInputFiles", Map.of("files", List.of(file.toString()), "objectId", object));
  }

  /** Draws the page as light or dark. */
  public void scheme(String name) throws Exception {
    call(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", name))));
  }

  /** Takes a picture of what is seen, or of the whole page. */
  public void picture(Path file, boolean whole) throws Exception {
    JsonNode shot =
        call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", whole));
    Files.write(file, Base64.getDecoder().decode(shot.get("data").asText()));
  }

  static String quoted(String text) throws Exception {
    return JSON.writeValueAsString(text);
  }

  @Override
  public void close() throws IOException {
    try {
      browser.call("", "Target.closeTarget", Map.of("targetId", target));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException failed) {
      throw failed;
    } catch (Exception failed) {
      throw new IOException(failed);
    }
  }
}
