package org.pollex.datasets.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.pollex.datasets.storage.StorageFailure;

/**
 * The keys and values that a zarr array consists of: files of a folder or entries of a zip file.
 */
sealed interface ZarrStore extends AutoCloseable {
  /** The value of a key, if it exists; more than {@code most} bytes are refused, not read. */
  Optional<byte[]> get(String key, long most);

  /** All keys. */
  Set<String> keys();

  @Override
  void close();

  static ZarrStore open(Path path) {
    return Files.isDirectory(path) ? new Folder(path) : Zip.open(path);
  }

  private static byte[] bounded(String where, InputStream in, long most) throws IOException {
    byte[] bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, most + 1));
    if (bytes.length > most) {
      throw Bounds.refused(where, "has more than " + most + " bytes", "as much as declared");
    }
    return bytes;
  }

  /** A folder; links are not followed out of it. */
  record Folder(Path root) implements ZarrStore {
    @Override
    public Optional<byte[]> get(String key, long most) {
      Path file = root.resolve(key).normalize();
      if (!file.startsWith(root.normalize())) {
        throw Bounds.refused(root + ": the key '" + key + "'", "leads out of it", "plain names");
      }
      if (!Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
        return Optional.empty();
      }
      try (InputStream in = Files.newInputStream(file)) {
        return Optional.of(bounded(file.toString(), in, most));
      } catch (IOException e) {
        throw StorageFailure.reading(file, e);
      }
    }

    @Override
    public Set<String> keys() {
      try (Stream<Path> files = Files.walk(root)) {
        Set<String> keys = new TreeSet<>();
        files
            .filter(Files::isRegularFile)
            .forEach(f -> keys.add(root.relativize(f).toString().replace('\\', '/')));
        return keys;
      } catch (IOException e) {
        throw StorageFailure.reading(root, e);
      }
    }

    @Override
    public void close() {}
  }

  /** A zip file, read by its directory; nothing is unpacked to disk. */
  record Zip(Path file, ZipFile zip) implements ZarrStore {
    static Zip open(Path file) {
      try {
        return new Zip(file, new ZipFile(file.toFile()));
      } catch (IOException e) {
        throw StorageFailure.reading(file, e);
      }
    }

    @Override
    public Optional<byte[]> get(String key, long most) {
      ZipEntry entry = zip.getEntry(key);
      if (entry == null || entry.isDirectory()) {
        return Optional.empty();
      }
      try (InputStream in = zip.getInputStream(entry)) {
        return Optional.of(bounded(file + ", " + key, in, most));
      } catch (IOException e) {
        throw Bounds.refused(file + ", " + key, "is damaged: " + e.getMessage(), "whole files");
      }
    }

    @Override
    public Set<String> keys() {
      Set<String> keys = new TreeSet<>();
      zip.stream().filter(e -> !e.isDirectory()).forEach(e -> keys.add(e.getName()));
      return keys;
    }

    @Override
    public void close() {
      try {
        zip.close();
      } catch (IOException e) {
        throw StorageFailure.reading(file, e);
      }
    }
  }
}
