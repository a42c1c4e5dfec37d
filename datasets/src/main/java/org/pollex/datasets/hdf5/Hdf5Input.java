package org.pollex.datasets.hdf5;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.BadInputException;
import org.pollex.errors.PollexException;

/**
 * An HDF5 file being read: children and attributes of groups, no links. Whatever a malformed file
 * makes the library throw becomes one error that names the file.
 */
final class Hdf5Input implements AutoCloseable {
  private final Path file;
  private final MappedChannel channel;
  private final HdfFile input;

  Hdf5Input(Path file) {
    this.file = file;
    if (!Files.isRegularFile(file)) {
      throw StorageFailure.reading(file, new IOException("not a regular file"));
    }
    try {
      this.channel = new MappedChannel(file);
    } catch (IOException e) {
      throw StorageFailure.reading(file, e);
    }
    try {
      this.input = attempt("the file", () -> new HdfFile(channel));
    } catch (RuntimeException e) {
      close(channel);
      throw e;
    }
    try {
      requireWhole();
    } catch (RuntimeException e) {
      close(channel);
      throw e;
    }
  }

  private void requireWhole() {
    long length = attempt("its length", input::size);
    long declared =
        attempt(
            "the superblock",
            () -> input.getHdfBackingStorage().getSuperblock().getEndOfFileAddress());
    if (length < declared) {
      throw new BadInputException(
          file + " is truncated: it has " + length + " bytes and declares " + declared,
          "Copy it again from its source, or rebuild it from its journal.");
    }
  }

  private void close(MappedChannel open) {
    try {
      open.close();
    } catch (IOException e) {
      throw StorageFailure.reading(file, e);
    }
  }

  /** The whole file in memory. */
  MemorySegment mapped() {
    return channel.all();
  }

  /** A part of the file in memory, by its address within HDF5. */
  MemorySegment mapped(long address, long bytes) {
    return channel.all().asSlice(Math.addExact(address, input.getUserBlockSize()), bytes);
  }

  /** Where in the file a buffer lies that the library gave. */
  long address(ByteBuffer buffer) {
    return channel.address(buffer);
  }

  Path file() {
    return file;
  }

  Group root() {
    return input;
  }

  /** The children of a group that are no links, by name; links are refused, not followed. */
  Map<String, Node> children(Group group) {
    Map<String, Node> children = new LinkedHashMap<>();
    attempt(group.getPath(), group::getChildren)
        .forEach(
            (name, node) -> {
              if (node.isLink()) {
                throw new BadInputException(
                    file + ": " + group.getPath() + name + " is a link",
                    "Links are not followed; copy the data into the file (h5repack or h5copy).");
              }
              children.put(name, node);
            });
    return children;
  }

  /** A child group, if there is one. */
  Optional<Group> group(Group parent, String name) {
    return children(parent).get(name) instanceof Group group
        ? Optional.of(group)
        : Optional.empty();
  }

  /** A text attribute; numbers are given as text. */
  Optional<String> text(Node node, String name) {
    return value(node, name).map(String::valueOf);
  }

  /** A numeric attribute. */
  Optional<Number> number(Node node, String name) {
    return value(node, name).filter(Number.class::isInstance).map(Number.class::cast);
  }

  /** All attributes with one value, numbers as text. */
  Map<String, String> texts(Node node) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : attributes(node).keySet()) {
      text(node, name).ifPresent(text -> texts.put(name, text));
    }
    return texts;
  }

  /** All attributes, by name. */
  Map<String, Attribute> attributes(Node node) {
    return attempt(node.getPath(), node::getAttributes);
  }

  private Optional<Object> value(Node node, String name) {
    Attribute attribute = attempt(node.getPath(), () -> node.getAttributes().get(name));
    if (attribute == null || !attempt(name, attribute::isScalar)) {
      return Optional.empty();
    }
    Object value = attempt("attribute " + name, attribute::getData);
    // A float's own shortest text is that of another double.
    return Optional.ofNullable(value instanceof Float real ? real.doubleValue() : value);
  }

  /** A list of names, as filter keys are kept. */
  List<String> names(Dataset dataset) {
    Object data = attempt(dataset.getPath(), dataset::getDataFlat);
    return data instanceof Object[] names
        ? Arrays.stream(names).map(String::valueOf).toList()
        : List.of();
  }

  /** What the library says, and what it says it of: the innermost message names the feature. */
  private static String reason(Throwable thrown) {
    Throwable inner = thrown;
    while (inner.getCause() != null && inner.getCause() != inner) {
      inner = inner.getCause();
    }
    return inner == thrown || inner.getMessage() == null
        ? thrown.getMessage()
        : thrown.getMessage() + ": " + inner.getMessage();
  }

  <T> T attempt(String what, Supplier<T> action) {
    try {
      return action.get();
    } catch (PollexException e) {
      throw e;
    } catch (RuntimeException | OutOfMemoryError e) {
      // The library allocates some structures by the length that a damaged file declares.
      throw new BadInputException(
          file + " cannot be read as HDF5 (" + what + "): " + reason(e),
          "The file is truncated, damaged or of another format; copy it again from its source,"
              + " or rebuild it from its journal.",
          e);
    }
  }

  @Override
  public void close() {
    // The library's own closing needs the file's name, which a channel does not have.
    close(channel);
  }
}
