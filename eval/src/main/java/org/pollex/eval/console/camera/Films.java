package org.pollex.eval.console.camera;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.BadInputException;

/**
 * The films of a trial, found by code: {@code CODE.mp4} or {@code .webm}, which the lab put there,
 * or {@code CODE.mjpeg}, which the console filmed.
 */
public final class Films {
  private final Path folder;
  private final Map<Path, List<Long>> starts = new HashMap<>();

  /** Looks into a folder, which need not exist. */
  public Films(Path folder) {
    this.folder = folder;
  }

  /** Finds the film that a browser plays by itself. */
  public Optional<Path> video(String code) {
    return find(code, ".mp4", ".webm");
  }

  /** Finds the film that is a sequence of pictures. */
  private Optional<Path> pictures(String code) {
    return find(code, ".mjpeg");
  }

  /** Returns true when there is any film of a trial. */
  public boolean has(String code) {
    return video(code).isPresent() || frames(code) > 0;
  }

  private Optional<Path> find(String code, String... suffixes) {
    return Stream.of(suffixes)
        .map(suffix -> folder.resolve(code + suffix))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** Returns how many pictures a film of pictures has; 0 when there is none. */
  public synchronized int frames(String code) {
    return pictures(code).map(file -> starts(file).size() - 1).orElse(0);
  }

  /** Returns one picture of a film. */
  public synchronized byte[] frame(String code, int number) {
    Path file =
        pictures(code)
            .filter(film -> number >= 0 && number < starts(film).size() - 1)
            .orElseThrow(() -> new BadInputException("no such picture: " + number, ""));
    List<Long> places = starts(file);
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] jpeg = new byte[(int) (places.get(number + 1) - places.get(number))];
      in.seek(places.get(number));
      in.readFully(jpeg);
      return jpeg;
    } catch (IOException e) {
      throw StorageFailure.reading(file, e);
    }
  }

  /** Where the pictures of a film begin, and where the last one ends. */
  private List<Long> starts(Path file) {
    return starts.computeIfAbsent(file, Films::scan);
  }

  private static List<Long> scan(Path file) {
    List<Long> places = new ArrayList<>(List.of(0L));
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      JpegFrames frames = new JpegFrames(in);
      for (Optional<byte[]> next = frames.next(); next.isPresent(); next = frames.next()) {
        places.add(places.getLast() + next.get().length);
      }
      return places;
    } catch (IOException e) {
      throw StorageFailure.reading(file, e);
    }
  }
}
