package org.pollex.learning.vector;

import java.util.Map;
import java.util.Optional;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.learning.inference.FastNetworks;
import org.pollex.learning.inference.Inference;
import org.pollex.learning.network.Activation;
import org.pollex.learning.network.DiffusionTransformer;
import org.pollex.learning.network.Mlp;

/** The networks of this package, where the module is there and its vectors are wide enough. */
public final class VectorNetworks implements FastNetworks {
  /** With narrower vectors libtorch is as fast. */
  private static final int FEWEST_LANES = 8;

  /** For the service loader. */
  public VectorNetworks() {}

  @Override
  public boolean available() {
    return ModuleLayer.boot().findModule(MODULE).isPresent() && Lanes.COUNT >= FEWEST_LANES;
  }

  @Override
  public Optional<Inference> mlp(Mlp mlp, Map<String, Tensor> weights) {
    return mlp.activation() == Activation.RELU
        ? Optional.of(new VectorMlp(mlp, weights))
        : Optional.empty();
  }

  @Override
  public Optional<Inference> transformer(DiffusionTransformer shape, Map<String, Tensor> weights) {
    return VectorTransformer.fits(shape)
        ? Optional.of(new VectorTransformer(shape, weights))
        : Optional.empty();
  }
}
