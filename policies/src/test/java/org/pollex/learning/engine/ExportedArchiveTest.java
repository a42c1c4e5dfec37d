package org.pollex.learning.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.learning.graph.Program;
import org.pollex.learning.graph.TorchScriptArchive;
import org.pollex.learning.network.DiffusionTransformer;
import org.pollex.policies.learned.DenoisingProgram;

/** libtorch itself loads what is exported: the same reader that Python's torch.jit.load calls. */
class ExportedArchiveTest {
  private static final Program PROGRAM =
      DenoisingProgram.of(new DiffusionTransformer(4, 8, 13, 32, 2, 2, 2));

  @Test
  void theExportedModuleAnswersAsTheProgramDoes() throws Exception {
    Map<String, Tensor> weights = InitialWeights.draw(PROGRAM, 11);
    byte[] archive =
        TorchScriptArchive.withWeights(
            PROGRAM, "denoise", weights, Map.of("policy.json", "{\"ä\": 1}"));
    Map<String, int[]> shapes =
        Map.of(
            "noisy", new int[] {3, 8, 4}, "steps", new int[] {3}, "condition", new int[] {3, 13});
    try (Model model = new Model(PROGRAM, weights, 1);
        TorchRuntime runtime = TorchRuntime.start(1);
        PtSymbolBlock block = runtime.load(archive)) {
      Batch batch = model.newBatch("denoise", shapes);
      for (String input : List.of("noisy", "steps", "condition")) {
        var buffer = batch.buffer(input);
        for (int i = 0; buffer.hasRemaining(); i++) {
          buffer.put((float) Math.sin(i + buffer.capacity()));
        }
      }
      IValue[] inputs =
          batch.arrays().stream()
              .map(array -> IValue.from((PtNDArray) array))
              .toArray(IValue[]::new);
      NDArray exported =
          IValueUtils.runMethod(block, "forward", inputs).toTensor(runtime.manager());
      float[] actual = TorchRuntime.tensor(exported).toFloats();
      assertArrayEquals(model.run("denoise", batch).toFloats(), actual, 0);
      assertTrue(actual[0] != 0);
    }
    assertEquals("{\"ä\": 1}", entry(archive, "program/extra/policy.json"));
  }

  private static String entry(byte[] archive, String name) throws Exception {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals(name)) {
          return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
        }
      }
    }
    return "none";
  }
}
