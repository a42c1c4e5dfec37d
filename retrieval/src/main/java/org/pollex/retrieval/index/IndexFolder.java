package org.pollex.retrieval.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pollex.datasets.storage.AtomicFile;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.datasets.storage.Sha256;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.retrieval.cloud.PointCloud;
import org.pollex.retrieval.language.InstructionMatcher;
import org.pollex.retrieval.language.SentenceEmbedder;
import org.pollex.retrieval.shape.ShapeDescriptor;

/**
 * Reads and writes the folder: {@code manifest.json}, three blocks of little-endian float32 with
 * the rows of all demonstrations in order, and the files of demonstrations.
 */
final class IndexFolder {
  static final String MANIFEST = "manifest.json";
  static final String DEMONSTRATIONS = "demonstrations";
  private static final String EMBEDDINGS = "embeddings.f32";
  private static final String SHAPES = "shapes.f32";
  private static final String CLOUDS = "clouds.f32";
  private static final long LARGEST_FILE = 1L << 30;
  private static final String REBUILD =
      "Build the index again: pollex index build FILE... --out FOLDER";

  private IndexFolder() {}

  /** Writes blocks and, last, the manifest; the demonstrations' files are there already. */
  static void write(Path folder, List<IndexedDemonstration> demonstrations) {
    AtomicFile.write(
        folder.resolve(EMBEDDINGS),
        block(demonstrations.stream().map(d -> d.language().embedding()).toList()));
    AtomicFile.write(
        folder.resolve(SHAPES),
        block(demonstrations.stream().map(d -> d.shape().toArray()).toList()));
    AtomicFile.write(
        folder.resolve(CLOUDS),
        block(demonstrations.stream().map(d -> d.cloud().toArray()).toList()));
    Map<String, String> digests = new TreeMap<>();
    for (String file : List.of(EMBEDDINGS, SHAPES, CLOUDS)) {
      digests.put(file, Sha256.hex(folder.resolve(file)));
    }
    for (IndexedDemonstration demonstration : demonstrations) {
      digests.computeIfAbsent(
          DEMONSTRATIONS + "/" + demonstration.file(), file -> Sha256.hex(folder.resolve(file)));
    }
    IndexManifest manifest =
        new IndexManifest(
            IndexManifest.FORMAT,
            IndexManifest.VERSION,
            SentenceEmbedder.MODEL,
            ShapeDescriptor.VERSION,
            digests,
            demonstrations.stream().map(IndexFolder::entry).toList());
    AtomicFile.write(folder.resolve(MANIFEST), CanonicalJson.bytes(manifest));
  }

  private static IndexManifest.Entry entry(IndexedDemonstration d) {
    List<Double> viewpoint =
        d.cloud().viewpoint().map(v -> List.of(v.x(), v.y(), v.z())).orElse(List.of());
    return new IndexManifest.Entry(
        d.id(),
        d.file(),
        d.episode(),
        d.task(),
        d.language().instruction(),
        d.cloud().size(),
        viewpoint);
  }

  private static byte[] block(List<float[]> rows) {
    int length = rows.stream().mapToInt(row -> row.length).sum();
    ByteBuffer buffer = ByteBuffer.allocate(4 * length).order(ByteOrder.LITTLE_ENDIAN);
    rows.forEach(
        row -> {
          for (float value : row) {
            buffer.putFloat(value);
          }
        });
    return buffer.array();
  }

  /** Reads and checks all but the demonstrations' own files, which are checked when read. */
  static List<IndexedDemonstration> read(Path folder, InstructionMatcher matcher) {
    IndexManifest manifest = manifest(folder);
    int n = manifest.entries().size();
    float[] embeddings = block(folder, manifest, EMBEDDINGS, n * SentenceEmbedder.DIMENSIONS);
    float[] shapes = block(folder, manifest, SHAPES, n * ShapeDescriptor.DIMENSIONS);
    int points = manifest.entries().stream().mapToInt(IndexManifest.Entry::points).sum();
    float[] clouds = block(folder, manifest, CLOUDS, 3 * points);
    List<IndexedDemonstration> demonstrations = new ArrayList<>();
    int at = 0;
    for (int k = 0; k < n; k++) {
      IndexManifest.Entry entry = manifest.entries().get(k);
      float[] xyz = Arrays.copyOfRange(clouds, at, at + 3 * entry.points());
      at += xyz.length;
      demonstrations.add(
          new IndexedDemonstration(
              entry.id(),
              entry.file(),
              entry.episode(),
              entry.task(),
              matcher.restore(entry.instruction(), row(embeddings, k, SentenceEmbedder.DIMENSIONS)),
              ShapeDescriptor.ofValues(row(shapes, k, ShapeDescriptor.DIMENSIONS)),
              cloud(xyz, entry.viewpoint())));
    }
    return demonstrations;
  }

  private static float[] row(float[] block, int k, int length) {
    return Arrays.copyOfRange(block, k * length, (k + 1) * length);
  }

  private static PointCloud cloud(float[] xyz, List<Double> viewpoint) {
    PointCloud cloud = PointCloud.of(xyz, ObjectCloud.FRAME);
    return viewpoint.size() != 3
        ? cloud
        : cloud.seenFrom(new Vec3(viewpoint.get(0), viewpoint.get(1), viewpoint.get(2)));
  }

  private static IndexManifest manifest(Path folder) {
    Path file = folder.resolve(MANIFEST);
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(
          folder + " is no index: it has no " + MANIFEST,
          "Build one: pollex index build FILE... --out FOLDER");
    }
    IndexManifest manifest = CanonicalJson.parse(bytes(file), IndexManifest.class, file);
    boolean readable =
        IndexManifest.FORMAT.equals(manifest.format())
            && manifest.version() == IndexManifest.VERSION
            && SentenceEmbedder.MODEL.equals(manifest.sentenceModel())
            && manifest.shapeVersion() == ShapeDescriptor.VERSION;
    if (!readable) {
      throw new BadInputException(
          file
              + " was made by another version: format "
              + manifest.format()
              + " "
              + manifest.version()
              + ", sentences "
              + manifest.sentenceModel()
              + ", shapes "
              + manifest.shapeVersion(),
          REBUILD);
    }
    return manifest;
  }

  private static float[] block(Path folder, IndexManifest manifest, String name, int length) {
    Path file = folder.resolve(name);
    byte[] bytes = bytes(file);
    requireUnchanged(file, Sha256.hex(bytes), manifest.files().get(name));
    if (bytes.length != 4 * length) {
      throw new BadInputException(
          file + " has " + bytes.length + " bytes where its manifest needs " + 4L * length,
          REBUILD);
    }
    float[] values = new float[length];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  /** Refuses a file whose digest is not the recorded one. */
  static void requireUnchanged(Path file, String digest, String recorded) {
    if (!digest.equals(recorded)) {
      throw new BadInputException(file + " is not as it was when the index was built", REBUILD);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw new BadInputException(
            file + " is larger than 1 GiB", "Split the demonstrations over several indexes");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw StorageFailure.reading(file, e);
    }
  }

  /** Digest that the manifest has for a file of demonstrations. */
  static String recordedDigest(Path folder, String file) {
    return manifest(folder).files().get(DEMONSTRATIONS + "/" + file);
  }
}
