package org.pollex.eval.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.eval.trial.Unsealer;
import org.pollex.eval.trial.run.ManualTrials;
import org.pollex.eval.trial.run.OperatorEntry;
import org.pollex.eval.trial.run.Stopping;
import org.pollex.eval.trial.run.TrialJournals;
import org.pollex.eval.trial.seal.TrialFolder;
import org.pollex.eval.trial.verify.TrialVerifier;

/** The console over HTTP: what operators do, and what others may not. */
class ConsoleServerTest {
  @TempDir private Path scratch;
  private ConsoleTrial trial;

  @BeforeEach
  void open() {
    trial = new ConsoleTrial(ConsoleTrial.seal(scratch, "trial", 2), ConsoleTrial.keys(scratch), 0);
  }

  @AfterEach
  void close() {
    trial.close();
  }

  private Device operator(String name) throws Exception {
    return Device.paired(trial.console.invite(Role.OPERATOR), name);
  }

  static String status(JsonNode synced) {
    return synced.get("receipts").get(0).get("status").asText();
  }

  static byte[] jpeg(int side) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      var image = new BufferedImage(side, side, 1);
      image.setRGB(side / 2, side / 2, 0xffffff);
      ImageIO.write(image, "jpg", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  @Test
  void aTrialIsRunFromThePhone() throws Exception {
    Device phone = operator("ada");
    for (int i = 0; i < 4; i++) {
      String code = phone.state().get("code").asText();
      assertEquals("READY", phone.state().get("phase").asText());
      Device.json(phone.post("/api/start", Map.of("id", "start-000" + i, "code", code)));
      Device.json(phone.post("/api/start", Map.of("id", "again-000" + i, "code", code)));
      assertEquals("RUNNING", phone.state().get("phase").asText());
      Device.json(phone.post("/api/stop", Map.of("code", code)));
      JsonNode stopped = phone.state();
      assertEquals("ENDED", stopped.get("phase").asText());
      assertEquals(stopped.get("elapsed"), phone.state().get("elapsed"), "the clock stands still");
      assertEquals("KEPT", status(phone.sync(Device.outcome("outcome-" + i, code, i % 2 == 0))));
      assertEquals(List.of(code, "stop"), trial.started.subList(2 * i, 2 * i + 2));
    }
    assertTrue(phone.state().get("complete").asBoolean());
    assertFalse(phone.state().get("closed").asBoolean());
    assertTrue(Device.json(phone.post("/api/close", Map.of())).at("/state/closed").asBoolean());
    String late = trial.folder.trials().getFirst().code();
    assertEquals("SURPLUS", status(phone.sync(Device.outcome("outcome-late", late, true))));
    assertEquals("KEPT", status(phone.sync(Device.entry("note-late", "NOTE", late, "lamp off"))));
    trial.close();
    assertEquals(
        4, Unsealer.unseal(trial.folder, ConsoleTrial.keys(scratch)).result().outcomes().size());
    assertTrue(TrialVerifier.verify(trial.folder.path(), Optional.empty()).ok());
    assertTrue(
        Unsealer.unseal(trial.folder, ConsoleTrial.keys(scratch)).result().outcomes().stream()
            .allMatch(outcome -> "ada".equals(outcome.diagnostics().get("operator"))));
    List<OperatorEntry> entries = TrialJournals.entries(trial.folder);
    assertEquals(10, entries.size(), "4 starts, 4 outcomes, a late one, a note");
    assertTrue(entries.stream().allMatch(entry -> entry.by().equals("ada")));
  }

  @Test
  void entriesCountOnceHoweverOftenAndInWhateverOrderTheyArrive() throws Exception {
    Device one = operator("one");
    Device two = operator("two");
    String code = one.state().get("code").asText();
    var mine = Device.outcome("id-of-one", code, true);
    for (int i = 0; i < 3; i++) {
      assertEquals("KEPT", status(one.sync(mine)));
    }
    // The other device had no connection and says something else: kept, without effect.
    var other = Device.outcome("id-of-two", code, false);
    assertEquals("SURPLUS", status(two.sync(other)));
    assertEquals("SURPLUS", status(two.sync(other)));
    assertTrue(trial.trials.outcome(code).orElseThrow().success());
    // A retraction names what it takes back, so a late one cannot hit a newer outcome.
    var back = Device.entry("back-0001", "RETRACTION", code, "wrong button");
    back.put("about", "id-of-one");
    assertEquals("KEPT", status(one.sync(back)));
    assertEquals(code, one.state().get("code").asText());
    assertEquals("KEPT", status(two.sync(Device.outcome("id-again", code, false))));
    var late = Device.entry("back-0002", "RETRACTION", code, "wrong button, too");
    late.put("about", "id-of-one");
    assertEquals("SURPLUS", status(two.sync(late)));
    assertFalse(trial.trials.outcome(code).orElseThrow().success());
    // The same id with other words is no repetition.
    assertEquals("REFUSED", status(one.sync(Device.outcome("id-of-one", code, false))));
    assertEquals(5, trial.trials.entries().size());
  }

  @Test
  void whatMakesNoSenseIsRefusedByName() throws Exception {
    Device phone = operator("ada");
    String code = phone.state().get("code").asText();
    var odd = Device.outcome("odd-00001", code, true);
    odd.put("milestones", Map.of("cup moved", true));
    assertEquals("REFUSED", status(phone.sync(odd)));
    assertEquals("REFUSED", status(phone.sync(Device.outcome("odd-00002", "AAAA-AAAA", true))));
    assertEquals("REFUSED", status(phone.sync(Device.outcome("../../etc/x", code, true))));
    assertEquals("REFUSED", status(phone.sync(Device.entry("odd-00003", "NOTE", code, " "))));
    assertEquals("REFUSED", status(phone.sync(Device.entry("odd-00004", "START", code, ""))));
    assertEquals(
        "REFUSED", status(phone.sync(Device.entry("odd-00005", "NOTE", code, "x".repeat(5000)))));
    var negative = Device.outcome("odd-00006", code, true);
    negative.put("seconds", -1);
    assertEquals("REFUSED", status(phone.sync(negative)));
    assertEquals(400, phone.post("/api/close", Map.of()).statusCode());
    String other = trial.folder.trials().get(1).code();
    assertEquals(
        400, phone.post("/api/start", Map.of("id", "odd-00007", "code", other)).statusCode());
    assertEquals(400, phone.post("/api/sync", Map.of("unheard", 1)).statusCode());
    assertEquals(400, phone.post("/api/sync", List.of()).statusCode());
    assertTrue(trial.trials.entries().isEmpty());
  }

  @Test
  void picturesAreNamedByTheirContentAndBounded() throws Exception {
    Device phone = operator("ada");
    String code = phone.state().get("code").asText();
    var photo = Device.entry("photo-001", "PHOTO", code, "../../<img src=x onerror=alert(1)>.jpg");
    photo.put("picture", Base64.getEncoder().encodeToString(jpeg(64)));
    assertEquals("KEPT", status(phone.sync(photo)));
    assertEquals("KEPT", status(phone.sync(photo)));
    var page = Device.entry("photo-002", "PHOTO", code, "page.jpg");
    page.put(
        "picture", Base64.getEncoder().encodeToString("<html>".getBytes(StandardCharsets.UTF_8)));
    assertEquals("REFUSED", status(phone.sync(page)));
    page.put("picture", "***");
    assertEquals("REFUSED", status(phone.sync(page)));
    byte[] large = new byte[Pictures.LARGEST + 1];
    System.arraycopy(jpeg(8), 0, large, 0, 3);
    page.put("picture", Base64.getEncoder().encodeToString(large));
    assertEquals("REFUSED", status(phone.sync(page)));
    page.put("picture", "A".repeat(Request.LARGEST_BODY));
    assertEquals(400, phone.post("/api/sync", Map.of("entries", List.of(page))).statusCode());
    try (Stream<Path> files = Files.walk(trial.folder.path())) {
      List<String> pictures =
          files
              .filter(Files::isRegularFile)
              .map(file -> trial.folder.path().relativize(file).toString())
              .filter(name -> name.contains("/"))
              .toList();
      assertEquals(1, pictures.size());
      assertTrue(pictures.getFirst().matches("photos/[0-9a-f]{64}\\.jpg"), pictures::toString);
    }
    Path taken = trial.folder.file(trial.trials.entry("photo-001").orElseThrow().about());
    byte[] bytes = Files.readAllBytes(taken);
    Files.write(taken, jpeg(65));
    assertTrue(
        TrialVerifier.verify(trial.folder.path(), Optional.empty())
            .verdict()
            .contains("not intact: photos/"));
    Files.write(taken, bytes);
    assertTrue(TrialVerifier.verify(trial.folder.path(), Optional.empty()).ok());
    // A reference of the scene is shown for every trial of the same scene.
    assertEquals(404, phone.get("/api/reference").statusCode());
    var reference = Device.entry("scene-001", "REFERENCE", code, "");
    reference.put("picture", Base64.getEncoder().encodeToString(jpeg(32)));
    JsonNode state = phone.sync(reference).get("state");
    HttpResponse<byte[]> shown = phone.bytes(state.get("reference").asText());
    assertEquals("image/jpeg", shown.headers().firstValue("Content-Type").orElseThrow());
    assertTrue(Arrays.equals(jpeg(32), shown.body()));
  }

  @Test
  void nobodyEntersWithoutAToken() throws Exception {
    String link = trial.console.invite(Role.OPERATOR);
    Device stranger = new Device(trial.console.address());
    for (String path :
        List.of("/api/me", "/api/sync", "/api/start", "/api/camera", "/api/review", "/api/x")) {
      assertEquals(401, stranger.get(path).statusCode(), path);
      assertEquals(401, stranger.post(path, Map.of()).statusCode(), path);
    }
    assertEquals(403, stranger.pair("", "x").statusCode());
    assertEquals(403, stranger.pair("A".repeat(22), "x").statusCode());
    String secret = link.substring(link.indexOf("/#") + 2);
    assertEquals(200, new Device(trial.console.address()).pair(secret, "first").statusCode());
    assertEquals(403, stranger.pair(secret, "second").statusCode(), "a link works once");
    stranger.cookie("pollex-" + trial.folder.header().planDigest().substring(0, 16) + "=guess");
    assertEquals(401, stranger.get("/api/me").statusCode());
  }

  @Test
  void anOutcomeThatNobodyEnteredIsFound() throws Exception {
    Device phone = operator("ada");
    for (int i = 0; i < 4; i++) {
      phone.sync(Device.outcome("outcome-" + i, phone.state().get("code").asText(), true));
    }
    Device.json(phone.post("/api/close", Map.of()));
    trial.close();
    // Somebody plays the operator on a copy and puts those outcomes in the place of the true ones.
    TrialFolder other = trial.folder;
    Path forged = Files.createDirectory(scratch.resolve("forged"));
    for (String name : List.of(TrialFolder.HEADER, TrialFolder.TRIALS)) {
      Files.copy(other.file(name), forged.resolve(name));
    }
    try (ManualTrials liar =
        new ManualTrials(new TrialFolder(forged), () -> Stopping.NEVER, Clock.systemUTC())) {
      for (int i = 0; i < 4; i++) {
        liar.enter(
            "lie-" + i,
            liar.next().orElseThrow().code(),
            i > 0,
            Map.of("cup moved", true, "plate moved", true),
            12.5,
            "");
      }
      liar.finish();
    }
    Files.copy(
        forged.resolve(TrialFolder.OUTCOMES),
        other.file(TrialFolder.OUTCOMES),
        StandardCopyOption.REPLACE_EXISTING);
    var found = TrialVerifier.verify(other.path(), Optional.empty());
    assertTrue(
        found.checks().stream()
            .anyMatch(check -> !check.ok() && check.detail().contains("another outcome")),
        found.checks()::toString);
  }

  @Test
  void tokensOutliveTheProcessAndAreNotOnTheDisk() throws Exception {
    Device phone = operator("ada");
    Device.json(phone.get("/api/me"));
    trial.close();
    Path keys = ConsoleTrial.keys(scratch).of(trial.folder.header().planDigest());
    String kept = Files.readString(keys.resolve("console-devices.json"));
    String token = phone.cookie().substring(phone.cookie().indexOf('=') + 1);
    assertFalse(kept.contains(token));
    trial = new ConsoleTrial(trial.folder, ConsoleTrial.keys(scratch), 0);
    Device again = new Device(trial.console.address());
    again.cookie(phone.cookie());
    assertEquals("ada", Device.json(again.get("/api/me")).get("name").asText());
    Device namesake = operator("ada");
    assertEquals("ada 2", Device.json(namesake.get("/api/me")).get("name").asText());
  }

  @Test
  void noPathLeadsOutAndEveryAnswerIsProtected() throws Exception {
    Device phone = operator("ada");
    Files.writeString(scratch.resolve("trial/secret.txt"), "secret");
    for (String path :
        List.of(
            "/../sealed.json",
            "/%2e%2e/sealed.json",
            "/..%2f..%2fetc/passwd",
            "//etc/passwd",
            "/sealed.json",
            "/plan.enc",
            "/operator.journal",
            "/photos/",
            "/index.html/../x",
            "/console.css%00.js",
            "/org/pollex/eval/console/ConsoleServer.class",
            "/api/../ca.crt",
            "/api/video?code=../sealed.json",
            "/api/frame?code=..&n=0",
            "/ca.crt")) {
      HttpResponse<String> answer = phone.get(path);
      assertTrue(answer.statusCode() == 404 || answer.statusCode() == 400, path);
      assertFalse(answer.body().contains("secret") || answer.body().contains("planDigest"), path);
    }
    for (String path : List.of("/", "/main.js", "/console.css", "/api/me", "/nothing")) {
      HttpResponse<String> answer = phone.get(path);
      String policy = answer.headers().firstValue("Content-Security-Policy").orElseThrow();
      assertTrue(policy.startsWith("default-src 'none'; script-src 'self'"), policy);
      assertFalse(policy.contains("unsafe"), policy);
      assertEquals("nosniff", answer.headers().firstValue("X-Content-Type-Options").orElseThrow());
      assertEquals("no-referrer", answer.headers().firstValue("Referrer-Policy").orElseThrow());
      assertTrue(answer.headers().firstValue("Access-Control-Allow-Origin").isEmpty());
    }
    String html = phone.get("/").body();
    assertFalse(html.contains("style=") || html.contains("onclick") || html.contains("http"), html);
  }

  @Test
  void anotherSiteCannotMakeABrowserSendEntries() throws Exception {
    Device phone = operator("ada");
    var client = HttpClient.newHttpClient();
    var forged =
        HttpRequest.newBuilder(URI.create(trial.console.address() + "/api/sync"))
            .header("Cookie", phone.cookie())
            .header("Content-Type", "text/plain")
            .POST(HttpRequest.BodyPublishers.ofString("{\"entries\":[]}"))
            .build();
    assertEquals(400, client.send(forged, HttpResponse.BodyHandlers.ofString()).statusCode());
    Device other = new Device(trial.console.address());
    String link = trial.console.invite(Role.OPERATOR);
    HttpResponse<String> paired = other.pair(link.substring(link.indexOf("/#") + 2), "bob");
    String cookie = paired.headers().firstValue("Set-Cookie").orElseThrow();
    assertTrue(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), cookie);
  }

  @Test
  void rolesAreKeptApart() throws Exception {
    Device reviewer = Device.paired(trial.console.invite(Role.REVIEWER), "eve");
    String code = trial.folder.trials().getFirst().code();
    assertEquals(404, reviewer.post("/api/sync", Map.of("entries", List.of())).statusCode());
    assertEquals(
        404, reviewer.post("/api/start", Map.of("id", "start-001", "code", code)).statusCode());
    assertEquals(404, reviewer.post("/api/close", Map.of()).statusCode());
    assertEquals(404, operator("ada").get("/api/review").statusCode());
    assertFalse(Device.json(reviewer.get("/api/review")).get("open").asBoolean());
    assertTrue(trial.started.isEmpty());
  }

  @Test
  void nothingSaysWhichPolicyActs() throws Exception {
    Device phone = operator("ada");
    String code = phone.state().get("code").asText();
    String seen =
        phone.get("/").body()
            + phone.state()
            + phone.post("/api/start", Map.of("id", "start-001", "code", code)).body();
    assertFalse(seen.contains("zebra") || seen.contains("okapi"));
    assertNotEquals("", code);
  }
}
