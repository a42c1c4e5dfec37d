package org.pollex.learning.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One method of a {@link Program} while it is written: each call appends a line of TorchScript and
 * returns the tensor that the line makes. Constants become part of the text, never tensors of their
 * own, so no memory of theirs can be freed between forward and backward.
 */
public final class Graph {
  private final Map<String, Parameter> parameters;
  private final Map<String, Integer> indices;
  private final List<String> inputs;
  private final StringBuilder body = new StringBuilder();
  private int temporaries;

  Graph(Map<String, Parameter> parameters, Map<String, Integer> indices, List<String> inputs) {
    this.parameters = parameters;
    this.indices = indices;
    this.inputs = inputs;
  }

  /** Returns an input of the method. */
  public Value input(String name) {
    if (!inputs.contains(name)) {
      throw new IllegalArgumentException("no input " + name + " among " + inputs);
    }
    return new Value(name);
  }

  /**
   * Returns a trained tensor, which all methods that ask for this name share.
   *
   * @throws IllegalArgumentException when it was asked for with another shape
   */
  public Value parameter(String name, Initial initial, int... shape) {
    List<Integer> sizes = Arrays.stream(shape).boxed().toList();
    Parameter known =
        parameters.computeIfAbsent(
            name,
            n -> {
              indices.put(n, indices.size());
              return new Parameter(n, sizes, initial);
            });
    if (!known.shape().equals(sizes)) {
      throw new IllegalArgumentException(
          "parameter %s has shape %s and was asked for as %s"
              .formatted(name, known.shape(), sizes));
    }
    return new Value("w[" + indices.get(name) + "]");
  }

  /**
   * Appends {@code torch.OPERATOR(arguments)}. Arguments are values, numbers, booleans, strings of
   * TorchScript, or lists of these.
   */
  public Value op(String operator, Object... arguments) {
    return line("torch." + operator + "(" + join(List.of(arguments)) + ")");
  }

  /** Calls another method of the program. */
  public Value call(String method, Value... arguments) {
    return line("(self)." + method + "(w, " + join(List.of((Object[]) arguments)) + ")");
  }

  /** Element {@code index} of a list that an operator returned. */
  public Value element(Value list, int index) {
    return new Value(list + "[" + index + "]");
  }

  private Value line(String expression) {
    Value value = new Value("v" + temporaries++);
    body.append("    ").append(value).append(" = ").append(expression).append('\n');
    return value;
  }

  private static String join(List<?> arguments) {
    return arguments.stream().map(Graph::literal).collect(Collectors.joining(", "));
  }

  private static String literal(Object argument) {
    return switch (argument) {
      case List<?> list -> "[" + join(list) + "]";
      case Boolean b -> b ? "True" : "False";
      default -> argument.toString();
    };
  }

  /** y = x Wᵀ + b; parameters {@code NAME.weight} [out, in] and {@code NAME.bias} [out]. */
  public Value linear(String name, Value x, int in, int out) {
    return linear(name, x, in, out, Initial.fanIn(in));
  }

  /** A linear layer whose weight and bias both start at {@code initial}. */
  public Value linear(String name, Value x, int in, int out, Initial initial) {
    Value weight = parameter(name + ".weight", initial, out, in);
    Value bias = parameter(name + ".bias", initial, out);
    return op("linear", x, weight, bias);
  }

  /** A convolution over the last axis of [batch, in, length], zero-padded. */
  public Value conv1d(String name, Value x, int in, int out, int kernel, int stride, int padding) {
    Initial initial = Initial.fanIn(in * kernel);
    Value weight = parameter(name + ".weight", initial, out, in, kernel);
    Value bias = parameter(name + ".bias", initial, out);
    return op("conv1d", x, weight, bias, List.of(stride), List.of(padding));
  }

  /** A transposed convolution over the last axis of [batch, in, length]. */
  public Value convTranspose1d(
      String name, Value x, int in, int out, int kernel, int stride, int padding) {
    Initial initial = Initial.fanIn(out * kernel);
    Value weight = parameter(name + ".weight", initial, in, out, kernel);
    Value bias = parameter(name + ".bias", initial, out);
    return op("conv_transpose1d", x, weight, bias, List.of(stride), List.of(padding));
  }

  /** A convolution over the last two axes of [batch, in, height, width], zero-padded. */
  public Value conv2d(String name, Value x, int in, int out, int kernel, int stride, int padding) {
    Initial initial = Initial.fanIn(in * kernel * kernel);
    Value weight = parameter(name + ".weight", initial, out, in, kernel, kernel);
    Value bias = parameter(name + ".bias", initial, out);
    return op("conv2d", x, weight, bias, List.of(stride, stride), List.of(padding, padding));
  }

  /** Normalises the last axis, epsilon 1e-5; without scale and shift. */
  public Value layerNorm(Value x, int width) {
    return op("layer_norm", x, List.of(width));
  }

  /** Normalises the last axis, epsilon 1e-5; parameters {@code NAME.weight}, {@code NAME.bias}. */
  public Value layerNorm(String name, Value x, int width) {
    Value weight = parameter(name + ".weight", Initial.ONE, width);
    Value bias = parameter(name + ".bias", Initial.ZERO, width);
    return op("layer_norm", x, List.of(width), weight, bias);
  }

  /** Normalises groups of channels of [batch, channels, ...], epsilon 1e-5. */
  public Value groupNorm(String name, Value x, int groups, int channels) {
    Value weight = parameter(name + ".weight", Initial.ONE, channels);
    Value bias = parameter(name + ".bias", Initial.ZERO, channels);
    return op("group_norm", x, groups, weight, bias);
  }

  /** Splits the last axis into equal parts. */
  public Value chunk(Value x, int parts) {
    return op("chunk", x, parts, -1);
  }

  /** a + b, broadcast. */
  public Value add(Value a, Object b) {
    return op("add", a, b);
  }

  /** a · b, broadcast. */
  public Value mul(Value a, Object b) {
    return op("mul", a, b);
  }

  /** Joins along an axis. */
  public Value cat(int axis, Value... parts) {
    return op("cat", List.of((Object[]) parts), axis);
  }

  /** Mean squared difference over all elements, a scalar. */
  public Value meanSquaredError(Value prediction, Value target) {
    return op("mse_loss", prediction, target);
  }

  String source(String name, Value result) {
    List<String> signature = new ArrayList<>();
    signature.add("self: __torch__.M");
    signature.add("w: List[Tensor]");
    inputs.forEach(input -> signature.add(input + ": Tensor"));
    return "  def "
        + name
        + "("
        + String.join(",\n    ", signature)
        + ") -> Tensor:\n"
        + body
        + "    return "
        + result
        + "\n";
  }
}
