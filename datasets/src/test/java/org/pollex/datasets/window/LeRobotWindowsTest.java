package org.pollex.datasets.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.datasets.exchange.Conversion;
import org.pollex.errors.BadInputException;

/** Windows of LeRobot's folders are those of the HDF5 file that the folder is converted to. */
class LeRobotWindowsTest {
  private static final long SEED = 3;
  private static final List<String> OBSERVATIONS = List.of("obs/state", "obs/front", "obs/grid");

  @TempDir Path temporary;

  private static WindowStore open(Path file, long memory) {
    return WindowStore.open(
        List.of(file),
        new WindowRule.Robomimic(2, 16),
        new WindowStore.Reading(OBSERVATIONS, List.of("actions"), "", memory));
  }

  @Test
  void windowsAreThoseOfTheConvertedFile() throws Exception {
    for (String name : List.of("lerobot", "lerobot_video")) {
      Path folder = Path.of(Conversion.class.getResource(name).toURI());
      Path hdf5 = temporary.resolve(name + ".hdf5");
      Conversion.plan(folder, hdf5, "hdf5").write();
      for (long memory : new long[] {1L << 30, 0}) {
        try (WindowStore expected = open(hdf5, 1L << 30);
            WindowStore store = open(folder, memory)) {
          assertEquals(expected.windows(), store.windows());
          compare(expected, store, WindowOrder.shuffled(SEED, 0, store.windows()));
          compare(expected, store, BlockOrder.shuffled(store, SEED, 0, new BlockOrder.Shape(3, 4)));
        }
      }
    }
  }

  private static void compare(WindowStore expected, WindowStore store, WindowSequence order) {
    int size = 5;
    try (WindowLoader loader = new WindowLoader(store, order, size, 2, 0);
        WindowBatch truth = expected.newBatch(size)) {
      for (int b = 0; b < 2 * store.windows() / size; b++) {
        WindowBatch batch = loader.next();
        for (int slot = 0; slot < size; slot++) {
          expected.copy(batch.window(slot), truth, slot);
        }
        for (String stream : truth.shapes().keySet()) {
          assertEquals(truth.tensor(stream), batch.tensor(stream), stream);
        }
      }
    }
  }

  @Test
  void otherFormatsAreRefused() throws Exception {
    Path zarr = temporary.resolve("a.zarr");
    Conversion.plan(Path.of(Conversion.class.getResource("lerobot").toURI()), zarr, "zarr").write();
    assertThrows(BadInputException.class, () -> open(zarr, 0));
  }
}
