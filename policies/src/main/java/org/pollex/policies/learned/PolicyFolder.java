package org.pollex.policies.learned;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pollex.datasets.storage.AtomicFile;
import org.pollex.datasets.storage.Sha256;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.learning.engine.Learner;
import org.pollex.learning.graph.Program;
import org.pollex.learning.graph.TorchScriptArchive;
import org.pollex.learning.inference.FastNetworks;
import org.pollex.learning.inference.GraphInference;
import org.pollex.learning.inference.Inference;
import org.pollex.learning.training.TrainingPlan;
import org.pollex.learning.weights.SafeTensors;

/**
 * A trained policy on disk: {@code policy.json} (this record's manifest), {@code
 * weights.safetensors}, and {@code graph.py}, the program's text for people to read.
 *
 * @param manifest what the policy is and what it was made from
 * @param weights by parameter name
 */
public record PolicyFolder(Manifest manifest, Map<String, Tensor> weights) {
  private static final String MANIFEST = "policy.json";
  private static final String WEIGHTS = "weights.safetensors";
  private static final String GRAPH = "graph.py";

  /** Version of the layout that this program writes and reads. */
  static final int FORMAT = 2;

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /**
   * The manifest.
   *
   * @param format version of this folder's layout
   * @param architecture network
   * @param condition what the network is told, with normalisers
   * @param chunk what it answers, with scales
   * @param tasks instructions that it was trained on
   * @param plan of the training
   * @param parameters number of trained numbers
   * @param windows training windows
   * @param data files and their SHA-256
   * @param digest of program, plan and data
   * @param steps that were trained
   * @param loss mean training loss at the end
   * @param validation loss on what was held out; NaN where nothing was
   */
  public record Manifest(
      int format,
      Architecture architecture,
      Condition condition,
      ActionChunk chunk,
      List<String> tasks,
      TrainingPlan plan,
      long parameters,
      long windows,
      Map<String, String> data,
      String digest,
      int steps,
      double loss,
      double validation) {}

  /** Makes the folder where there is none, and writes it, the manifest last. */
  public void write(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw StorageFailure.writing(folder, e);
    }
    new SafeTensors(Map.of("digest", manifest.digest()), weights).write(folder.resolve(WEIGHTS));
    AtomicFile.write(folder.resolve(GRAPH), program().source());
    AtomicFile.write(folder.resolve(MANIFEST), json());
  }

  /**
   * Returns the network as a TorchScript archive with its weights, and the manifest as the extra
   * file {@code policy.json}. Its {@code forward} takes the condition and, of a denoiser, first the
   * noisy chunk and the diffusion steps; all of them scaled as the manifest says.
   */
  public byte[] torchScript() {
    return TorchScriptArchive.withWeights(
        program(), method(), weights, Map.of(MANIFEST, new String(json(), StandardCharsets.UTF_8)));
  }

  /**
   * Returns this policy with other weights, for example ones that were trained in another program.
   *
   * @param file safetensors with this network's names and shapes
   * @throws BadInputException naming the first that is missing, has another shape or is not finite
   */
  public PolicyFolder withWeights(Path file) {
    Map<String, Tensor> others = SafeTensors.read(file).tensors();
    Learner.requireFit(program(), others);
    Map<String, Tensor> taken = new LinkedHashMap<>();
    weights.keySet().forEach(name -> taken.put(name, others.get(name)));
    Manifest its = manifest;
    return new PolicyFolder(
        new Manifest(
            its.format(),
            its.architecture(),
            its.condition(),
            its.chunk(),
            its.tasks(),
            its.plan(),
            its.parameters(),
            its.windows(),
            Map.of(file.getFileName().toString(), Sha256.hex(file)),
            Sha256.hex(file),
            0,
            Double.NaN,
            Double.NaN),
        taken);
  }

  private Program program() {
    return manifest.architecture().program(manifest.condition(), manifest.chunk().horizon());
  }

  private String method() {
    return manifest.architecture().denoises() ? DenoisingProgram.DENOISE : Architecture.PREDICT;
  }

  /**
   * Returns the policy's network at work: in plain Java where that is possible and faster,
   * otherwise the graph in libtorch.
   */
  public Inference network() {
    return FastNetworks.find()
        .flatMap(
            fast ->
                manifest
                    .architecture()
                    .fast(fast, manifest.condition(), manifest.chunk().horizon(), weights))
        .orElseGet(this::graph);
  }

  /** Returns the policy's graph at work in libtorch. */
  public Inference graph() {
    int horizon = manifest.chunk().horizon();
    Condition condition = manifest.condition();
    Map<String, int[]> shapes =
        Map.of(
            "noisy", new int[] {1, horizon, ActionChunk.WIDTH},
            "steps", new int[] {1},
            "condition", new int[] {1, condition.width()});
    return new GraphInference(program(), weights, method(), shapes);
  }

  private byte[] json() {
    try {
      return JSON.writeValueAsBytes(manifest);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a manifest that JSON cannot hold", e);
    }
  }

  /**
   * Reads a folder.
   *
   * @throws BadInputException if a file is missing or damaged, or manifest and weights are not of
   *     the same training
   */
  public static PolicyFolder read(Path folder) {
    Path file = folder.resolve(MANIFEST);
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(
          folder + " holds no trained policy (no " + MANIFEST + ")",
          "Give a folder that 'pollex policy train' wrote.");
    }
    try {
      Manifest manifest = JSON.readValue(file.toFile(), Manifest.class);
      if (manifest.format() != FORMAT) {
        throw new BadInputException(
            file + " has layout " + manifest.format(), "This version reads layout " + FORMAT + ".");
      }
      SafeTensors weights = SafeTensors.read(folder.resolve(WEIGHTS));
      if (!manifest.digest().equals(weights.metadata().get("digest"))) {
        throw new BadInputException(
            WEIGHTS + " and " + MANIFEST + " in " + folder + " are of different trainings",
            "Use a folder as it was written.");
      }
      return new PolicyFolder(manifest, weights.tensors());
    } catch (IOException e) {
      throw new BadInputException(
          file + " cannot be read: " + e.getMessage(), "Use a folder as it was written.", e);
    }
  }
}
