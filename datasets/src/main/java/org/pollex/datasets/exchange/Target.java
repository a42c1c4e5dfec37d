package org.pollex.datasets.exchange;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.pollex.datasets.storage.AtomicFile;
import org.pollex.datasets.storage.StorageFailure;

/** Writes keys and values as files of a folder or as entries of a zip file; whole or not at all. */
final class Target {
  private Target() {}

  static void folder(Path target, Consumer<BiConsumer<String, byte[]>> content) {
    into(target, partial -> content.accept((key, value) -> write(partial.resolve(key), value)));
  }

  /** For content that writes its files itself, below the folder that it is given. */
  static void into(Path target, Consumer<Path> content) {
    Path partial = target.resolveSibling("." + target.getFileName() + ".partial");
    try {
      delete(partial);
      Files.createDirectories(partial);
      content.accept(partial);
      delete(target);
      Files.move(partial, target);
    } catch (IOException e) {
      throw StorageFailure.writing(target, e);
    } catch (UncheckedIOException e) {
      throw StorageFailure.writing(target, e.getCause());
    }
  }

  private static void write(Path file, byte[] value) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Entries are stored as they are: chunks are compressed already. */
  static void zip(Path target, Consumer<BiConsumer<String, byte[]>> content) {
    AtomicFile.write(
        target,
        partial -> {
          try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(partial));
              ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setMethod(ZipOutputStream.STORED);
            content.accept((key, value) -> entry(zip, key, value));
          } catch (IOException e) {
            throw StorageFailure.writing(target, e);
          } catch (UncheckedIOException e) {
            throw StorageFailure.writing(target, e.getCause());
          }
        });
  }

  private static void entry(ZipOutputStream zip, String key, byte[] value) {
    try {
      CRC32 crc = new CRC32();
      crc.update(value);
      ZipEntry entry = new ZipEntry(key);
      entry.setSize(value.length);
      entry.setCrc(crc.getValue());
      entry.setLastModifiedTime(FileTime.fromMillis(0));
      zip.putNextEntry(entry);
      zip.write(value);
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
