package org.pollex.metaworld.world;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.pollex.sim.conformance.WorldConformance;

/** Worlds in this process keep what worlds on a server keep. */
class NativeConformanceTest {
  private static final NativeMetaworld METAWORLD = new NativeMetaworld();

  @TestFactory
  Stream<DynamicContainer> worldsKeepTheirPromises() {
    return Stream.of("drawer-open-v3", "pick-place-v3", "coffee-push-v3", "bin-picking-v3")
        .map(
            task ->
                DynamicContainer.dynamicContainer(
                    task, WorldConformance.of(new NativeSubject(METAWORLD, List.of(task)))));
  }

  @AfterAll
  static void close() {
    METAWORLD.close();
  }
}
