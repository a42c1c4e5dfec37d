package org.pollex.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.learning.engine.Batch;
import org.pollex.learning.engine.Learner;
import org.pollex.learning.engine.Model;
import org.pollex.learning.graph.AdamW;
import org.pollex.learning.graph.Program;
import org.pollex.learning.network.Denoiser;
import org.pollex.learning.network.DiffusionTransformer;
import org.pollex.learning.network.FilmUnet;
import org.pollex.learning.weights.SafeTensors;
import org.pollex.policies.learned.DenoisingProgram;

/**
 * The losses of PyTorch 2.11 over 51 steps of AdamW on one batch, from the same weights. The files
 * were made by {@code export_denoisers.py} beside them.
 */
public class DenoiserLossTest {
  private static final Denoiser TRANSFORMER = new DiffusionTransformer(7, 16, 40, 64, 2, 4, 4);
  private static final Denoiser UNET = new FilmUnet(7, 16, 40, 16, List.of(8, 16, 32));

  private static SafeTensors file(String name) throws URISyntaxException {
    return SafeTensors.read(
        Path.of(DenoiserLossTest.class.getResource("denoisers/" + name).toURI()));
  }

  private static void fill(Batch batch, SafeTensors saved) {
    for (String input : List.of("noisy", "steps", "condition", "noise")) {
      batch.buffer(input).put(saved.tensors().get("batch/" + input).toFloats());
    }
  }

  private static Map<String, int[]> shapes(SafeTensors saved) {
    Map<String, int[]> shapes = new LinkedHashMap<>();
    for (String input : List.of("noisy", "steps", "condition", "noise")) {
      shapes.put(input, saved.tensors().get("batch/" + input).shape());
    }
    return shapes;
  }

  @ParameterizedTest
  @CsvSource({"transformer, 1e-5", "unet, 1e-5"})
  void lossesEqualPyTorch(String name, double tolerance) throws URISyntaxException {
    SafeTensors saved = file(name + ".safetensors");
    Program program = DenoisingProgram.of(name.equals("unet") ? UNET : TRANSFORMER);
    float[] losses = saved.tensors().get("losses").toFloats();
    try (Learner learner = Learner.startingFrom(program, AdamW.PYTORCH, saved.tensors(), 1)) {
      Batch batch = learner.newBatch(shapes(saved));
      fill(batch, saved);
      for (int i = 0; i < losses.length; i++) {
        float loss = learner.step(batch, new Learner.Settings(1e-4, 0.1, Float.MAX_VALUE)).loss();
        double allowed = i <= 5 ? 1e-6 : tolerance;
        assertEquals(losses[i], loss, allowed * losses[i], name + " at step " + i);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"transformer", "unet"})
  void outputsEqualPyTorch(String name) throws URISyntaxException {
    SafeTensors saved = file(name + ".safetensors");
    Program program = DenoisingProgram.of(name.equals("unet") ? UNET : TRANSFORMER);
    try (Model model = new Model(program, saved.tensors(), 1)) {
      Map<String, int[]> shapes = shapes(saved);
      shapes.remove("noise");
      Batch batch = model.newBatch("denoise", shapes);
      for (String input : shapes.keySet()) {
        batch.buffer(input).put(saved.tensors().get("batch/" + input).toFloats());
      }
      Tensor expected = saved.tensors().get("net");
      Tensor actual = model.run("denoise", batch);
      for (int i = 0; i < expected.size(); i++) {
        assertEquals(expected.get(i), actual.get(i), 1e-5, name + " at " + i);
      }
    }
  }
}
