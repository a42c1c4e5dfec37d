package org.pollex.datasets.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * Writes files that are either whole or absent: under a temporary name in the same folder, forced
 * to the device, then renamed over the target. A killed process leaves at most a file whose name
 * ends in {@code .partial}, which the next writer of the same target replaces.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /**
   * Writes {@code content} to {@code target}, replacing what is there.
   *
   * @throws org.pollex.errors.RunFailedException if the disk is full, read-only or failing; the
   *     target is then as it was
   */
  public static void write(Path target, byte[] content) {
    write(
        target,
        partial -> {
          try {
            Files.write(partial, content);
          } catch (IOException e) {
            throw StorageFailure.writing(target, e);
          }
        });
  }

  /** Writes {@code text} as UTF-8; otherwise as {@link #write(Path, byte[])}. */
  public static void write(Path target, String text) {
    write(target, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Lets {@code producer} write a file of the temporary name that it is given, then moves it to
   * {@code target}. Whatever the producer throws is passed on, after its file was deleted.
   */
  public static void write(Path target, Consumer<Path> producer) {
    Path partial = target.resolveSibling("." + target.getFileName() + ".partial");
    try {
      try {
        Files.deleteIfExists(partial);
        producer.accept(partial);
        sync(partial, StandardOpenOption.WRITE);
        Files.move(
            partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(target.toAbsolutePath().getParent(), StandardOpenOption.READ);
      } finally {
        Files.deleteIfExists(partial);
      }
    } catch (IOException e) {
      throw StorageFailure.writing(target, e);
    }
  }

  private static void sync(Path path, StandardOpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }
}
