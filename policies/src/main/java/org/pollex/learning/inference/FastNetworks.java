package org.pollex.learning.inference;

import java.lang.module.ModuleFinder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.learning.network.DiffusionTransformer;
import org.pollex.learning.network.Mlp;

/** Offers networks that run without libtorch, and faster. */
public interface FastNetworks {
  /** The JDK's module that they need. */
  String MODULE = "jdk.incubator.vector";

  /** Returns true where this processor and this start of Java allow them. */
  boolean available();

  /** Returns an MLP at work; empty when its form does not fit. */
  Optional<Inference> mlp(Mlp mlp, Map<String, Tensor> weights);

  /** Returns a diffusion transformer at work; empty when its sizes do not fit. */
  Optional<Inference> transformer(DiffusionTransformer shape, Map<String, Tensor> weights);

  /** Returns the options that a JVM must be started with for them to be available. */
  static List<String> jvmOptions() {
    return ModuleFinder.ofSystem().find(MODULE).isPresent()
        ? List.of("--add-modules", MODULE)
        : List.of();
  }

  /** Finds those of this program; empty where there are none, or they are not available. */
  static Optional<FastNetworks> find() {
    try {
      for (FastNetworks networks : ServiceLoader.load(FastNetworks.class)) {
        if (networks.available()) {
          return Optional.of(networks);
        }
      }
    } catch (ServiceConfigurationError | LinkageError absent) {
      // Built or started without the vector module: the graph answers.
    }
    return Optional.empty();
  }
}
