package org.pollex.learning.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * The steps of optimization, as TorchScript beside the model: forward, backward, clipping by the
 * global norm, AdamW and the moving average of the weights run in one call, in place.
 *
 * <p>The trained tensors themselves never ask for gradients. Each step takes detached views of them
 * that do, so updates in place are legal and no gradient buffer outlives the step. A gradient that
 * is not finite changes nothing: the step returns its norm, and the caller refuses.
 *
 * <p>A step whose batch is too large for memory is taken in parts: {@code accumulate} adds a part's
 * gradient, {@code apply} moves the weights along the sum.
 */
final class TrainingMethods {
  // Names of one letter are the step's own; the loss's inputs have longer ones. w weights, m and v
  // moments, s steps, a averaged weights, p views of w, h gradients, g their sum over the parts of
  // a
  // step, K a part's share, R rate, B blend of the average, C clip, l loss, n norm.
  private static final String STATE =
      "m: List[Tensor],\n    v: List[Tensor],\n    s: List[Tensor],\n    a: List[Tensor]";

  private static final String HYPERPARAMETERS = "R: Tensor,\n    B: Tensor,\n    C: Tensor";

  private TrainingMethods() {}

  /**
   * Returns the text.
   *
   * @param inputs inputs of the loss
   */
  static String source(List<String> inputs, AdamW adam) {
    List<String> typed = new ArrayList<>();
    inputs.forEach(input -> typed.add(input + ": Tensor"));
    String batch = String.join(",\n    ", typed);
    String arguments = String.join(", ", inputs);
    String head = "(self: __torch__.M,\n    w: List[Tensor],\n    ";
    return ("  def step" + head + STATE + ",\n    " + batch + ",\n    " + HYPERPARAMETERS)
        + ") -> List[Tensor]:\n"
        + backward(arguments)
        + update(adam)
        + "    return [torch.detach(l), n]\n"
        + ("  def accumulate" + head + "g: List[Tensor],\n    " + batch + ",\n    K: Tensor")
        + ") -> List[Tensor]:\n"
        + backward(arguments)
        + "    torch._foreach_add_(g, h, alpha=float(K))\n"
        + "    return [torch.detach(l)]\n"
        + ("  def apply" + head + STATE + ",\n    h: List[Tensor],\n    " + HYPERPARAMETERS)
        + ") -> List[Tensor]:\n"
        + update(adam)
        + "    torch._foreach_zero_(h)\n"
        + "    return [n]\n";
  }

  private static String backward(String arguments) {
    return "    p = [torch.requires_grad_(torch.detach(q), True) for q in w]\n"
        + "    l = (self).loss(p, "
        + arguments
        + ")\n"
        + "    h = [torch.detach(torch._unwrap_optional(q)) for q in torch.grad([l], p)]\n";
  }

  private static String update(AdamW adam) {
    return """
        n = torch.linalg_vector_norm(torch.stack(torch._foreach_norm(h, 2)))
        if bool(torch.isfinite(n)):
          torch._foreach_mul_(h, torch.clamp(torch.div(C, torch.add(n, 1.0e-6)), None, 1.))
          torch._foreach_add_(s, 1)
          torch._fused_adamw_(w, h, m, v, [], s, lr=R, beta1=%s, beta2=%s, weight_decay=%s, \
    eps=%s, amsgrad=False, maximize=False)
          torch._foreach_lerp_(a, w, float(B))
    """
        .formatted(adam.beta1(), adam.beta2(), adam.weightDecay(), adam.epsilon());
  }
}
