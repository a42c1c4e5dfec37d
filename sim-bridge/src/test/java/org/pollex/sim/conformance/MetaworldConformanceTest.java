package org.pollex.sim.conformance;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pollex.sim.SharedServer;
import org.pollex.sim.metaworld.Metaworld;

/** The real server keeps the contract; worlds of a fixture, a free object and a mug keep theirs. */
@ExtendWith(SharedServer.class)
class MetaworldConformanceTest {
  @TestFactory
  Stream<DynamicTest> serverKeepsTheContract(Metaworld metaworld) {
    ServerSubject server = new ServerConformance(metaworld, "drawer-open-v3").server();
    return ContractChecks.all().stream().map(check -> WorldConformance.test(check, server));
  }

  @TestFactory
  Stream<DynamicContainer> worldsKeepTheirPromises(Metaworld metaworld) {
    return Stream.of("drawer-open-v3", "pick-place-v3", "coffee-push-v3")
        .map(
            task ->
                DynamicContainer.dynamicContainer(
                    task, WorldConformance.of(new MetaworldSubject(metaworld, List.of(task)))));
  }
}
