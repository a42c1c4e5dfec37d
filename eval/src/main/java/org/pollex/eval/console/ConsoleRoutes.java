package org.pollex.eval.console;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.pollex.eval.console.Messages.Synced;
import org.pollex.eval.console.camera.StationCamera;

/** What paired devices may ask for, by their role. */
final class ConsoleRoutes {
  private final String trial;
  private final OperatorDesk operators;
  private final ReviewDesk reviewers;
  private final Pictures pictures;
  private final Optional<StationCamera> camera;

  /**
   * Creates the routes.
   *
   * @param trial a name of the trial that says nothing about it
   */
  ConsoleRoutes(
      String trial,
      OperatorDesk operators,
      ReviewDesk reviewers,
      Pictures pictures,
      Optional<StationCamera> camera) {
    this.trial = trial;
    this.operators = operators;
    this.reviewers = reviewers;
    this.pictures = pictures;
    this.camera = camera;
  }

  /** Returns the trial's name. */
  String trial() {
    return trial;
  }

  /** Answers a device. */
  void answer(Request request, Devices.Device device) throws IOException {
    String route = request.method() + " " + request.path();
    if (route.equals("GET /api/me")) {
      request.json(200, new Messages.Identity(device.name(), device.role(), trial));
      return;
    }
    boolean found =
        switch (device.role()) {
          case OPERATOR -> operator(route, request, device);
          case REVIEWER -> reviewer(route, request, device);
        };
    if (!found) {
      request.json(404, new Messages.Failure("Nothing is here for this device."));
    }
  }

  private boolean operator(String route, Request request, Devices.Device device)
      throws IOException {
    switch (route) {
      case "POST /api/sync" -> {
        Messages.Sync sync = request.body(Messages.Sync.class);
        List<Messages.Submission> entries = sync.entries() == null ? List.of() : sync.entries();
        List<Messages.Receipt> receipts = operators.submit(entries, device.name());
        request.json(200, new Synced(receipts, operators.state()));
      }
      case "POST /api/start" -> {
        Messages.Code code = request.body(Messages.Code.class);
        operators.start(code.id(), code.code(), device.name());
        request.json(200, new Synced(List.of(), operators.state()));
      }
      case "POST /api/stop" -> {
        operators.stop(request.body(Messages.Code.class).code());
        request.json(200, new Synced(List.of(), operators.state()));
      }
      case "POST /api/close" -> {
        request.body(Messages.Code.class);
        operators.close();
        request.json(200, new Synced(List.of(), operators.state()));
      }
      case "GET /api/reference" -> picture(request, operators.reference());
      case "GET /api/camera" ->
          picture(
              request,
              camera
                  .flatMap(StationCamera::latest)
                  .map(frame -> new Pictures.Picture(frame.jpeg(), "image/jpeg")));
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean reviewer(String route, Request request, Devices.Device device)
      throws IOException {
    String code = request.parameter("code");
    switch (route) {
      case "GET /api/review" -> request.json(200, reviewers.state());
      case "POST /api/review" -> {
        reviewers.take(request.body(ReviewDesk.Scored.class), device.name());
        request.json(200, reviewers.state());
      }
      case "GET /api/frame" ->
          picture(request, Optional.of(reviewers.frame(code, request.number("n"))));
      case "GET /api/photo" ->
          picture(request, Optional.of(reviewers.photo(code, request.number("n"), pictures)));
      case "GET /api/video" -> request.file(reviewers.video(code));
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void picture(Request request, Optional<Pictures.Picture> picture)
      throws IOException {
    if (picture.isPresent()) {
      request.bytes(200, picture.get().type(), picture.get().bytes());
    } else {
      request.bytes(404, "text/plain", new byte[0]);
    }
  }
}
