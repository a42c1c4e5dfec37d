package org.pollex.learning.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A model as text: its parameters, and methods over them written in TorchScript. The text can be
 * read by a person, is stored beside the weights, and is all that a runtime needs to run the model.
 *
 * <p>A program with a method {@value #LOSS} can be trained: {@link TrainingMethods} adds the steps
 * of optimization to it.
 *
 * @param parameters trained tensors, in the order of the weight list {@code w}
 * @param methods names of the methods and of their inputs, in the order written
 * @param source the methods' text
 */
public record Program(
    List<Parameter> parameters, Map<String, List<String>> methods, String source) {
  /** Name of the method whose scalar result is made small. */
  public static final String LOSS = "loss";

  /** Copies the list and the map. */
  public Program {
    parameters = List.copyOf(parameters);
    methods = Collections.unmodifiableMap(new LinkedHashMap<>(methods));
  }

  /** Returns the number of trained numbers. */
  public long size() {
    return parameters.stream().mapToLong(Parameter::size).sum();
  }

  /** Returns the inputs of a method. */
  public List<String> inputs(String method) {
    List<String> inputs = methods.get(method);
    if (inputs == null) {
      throw new IllegalArgumentException("no method " + method + " among " + methods.keySet());
    }
    return inputs;
  }

  /** Writes a program, method by method. */
  public static final class Writer {
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Map<String, Integer> indices = new LinkedHashMap<>();
    private final Map<String, List<String>> methods = new LinkedHashMap<>();
    private final StringBuilder source = new StringBuilder();

    /**
     * Adds a method.
     *
     * @param body writes the method's lines and returns its result
     */
    public Writer method(String name, List<String> inputs, Function<Graph, Value> body) {
      for (String input : inputs) {
        if (!input.matches("[a-z][a-z_]{3,}")) {
          throw new IllegalArgumentException(
              "input '" + input + "': four or more small letters; shorter names are reserved");
        }
      }
      Graph graph = new Graph(parameters, indices, inputs);
      Value result = body.apply(graph);
      source.append(graph.source(name, result));
      methods.put(name, List.copyOf(inputs));
      return this;
    }

    /** Returns the program. */
    public Program program() {
      return new Program(List.copyOf(parameters.values()), methods, source.toString());
    }
  }
}
