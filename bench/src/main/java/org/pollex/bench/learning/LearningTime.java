package org.pollex.bench.learning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.pollex.errors.BadInputException;
import org.pollex.errors.RunFailedException;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.learning.diffusion.Ddim;
import org.pollex.learning.diffusion.NoiseSchedule;
import org.pollex.learning.engine.Batch;
import org.pollex.learning.engine.Learner;
import org.pollex.learning.graph.AdamW;
import org.pollex.learning.graph.Program;
import org.pollex.learning.inference.FastNetworks;
import org.pollex.learning.inference.GraphInference;
import org.pollex.learning.inference.Inference;
import org.pollex.policies.learned.DenoisingProgram;

/** Measures training and inference against PyTorch; see the package. */
public final class LearningTime {
  private static final Learner.Settings SETTINGS = new Learner.Settings(1e-4, 0.1, 1);
  private static final int WARM_STEPS = 3;
  private static final int SAMPLES = 100;
  private static final int ANSWERS = 20_000;

  private final String python;
  private final int steps;
  private final Map<String, List<Double>> figures = new LinkedHashMap<>();

  private LearningTime(String python, int steps) {
    this.python = python;
    this.steps = steps;
  }

  /** Wall and processor time of one piece of work, seconds. */
  private record Cost(double wall, double cpu) {}

  /**
   * Runs the measurement.
   *
   * @param arguments a Python with PyTorch, rounds (default 3), steps of a round (default 9)
   */
  public static void run(String[] arguments) throws Exception {
    if (arguments.length == 0) {
      throw new BadInputException(
          "no Python with PyTorch", "Give its path: bench/run learning PYTHON [ROUNDS] [STEPS]");
    }
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
    int steps = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 9;
    LearningTime bench = new LearningTime(arguments[0], steps);
    for (int round = 1; round <= rounds; round++) {
      System.err.println("round " + round + " of " + rounds);
      bench.answers();
      bench.samples();
      bench.training("dit");
      bench.training("unet");
    }
    bench.figures.forEach(LearningTime::print);
  }

  private void training(String kind) throws IOException, InterruptedException {
    Program program = DenoisingProgram.of(Networks.denoiser(kind));
    Cost ours = step(program, 1);
    Cost plain = peer("train", kind, "1", "" + steps, "plain");
    Cost full = peer("train", kind, "1", "" + steps, "full");
    note(kind + " step, CPU ms, 1 thread", 1e3 * ours.cpu());
    note(kind + " step, PyTorch, CPU ms", 1e3 * plain.cpu());
    note(kind + " step, PyTorch with clip and average, CPU ms", 1e3 * full.cpu());
    note(kind + " step / PyTorch (ours with clip and average)", ours.cpu() / plain.cpu());
    note(kind + " step / PyTorch with clip and average (target 1)", ours.cpu() / full.cpu());
    Cost optimizer = optimizer(program);
    note(kind + " clip, AdamW and average, share of a step at most", optimizer.cpu() / ours.cpu());
    Cost two = step(program, 2);
    Cost theirs = peer("train", kind, "2", "" + steps, "full");
    note(kind + " step, wall ms, 2 threads", 1e3 * two.wall());
    note(kind + " step, 2 threads, wall / PyTorch (target 1.05)", two.wall() / theirs.wall());
  }

  private Cost step(Program program, int threads) {
    try (Learner learner = Learner.fresh(program, AdamW.PYTORCH, 1, threads)) {
      Batch batch = learner.newBatch(Networks.shapes());
      Networks.fill(batch);
      return median(WARM_STEPS, steps, () -> learner.step(batch, SETTINGS));
    }
  }

  private Cost optimizer(Program program) {
    Program alone = Networks.optimizerAlone(program);
    try (Learner learner = Learner.fresh(alone, AdamW.PYTORCH, 1, 1)) {
      Batch batch = learner.newBatch(Map.of("unused", new int[] {1}));
      batch.buffer("unused").put(0.5f);
      return median(WARM_STEPS, 5 * steps, () -> learner.step(batch, SETTINGS));
    }
  }

  private void samples() throws IOException, InterruptedException {
    Program program = DenoisingProgram.of(Networks.TRANSFORMER);
    Map<String, Tensor> weights = Networks.weights(program, new Random(1));
    Map<String, int[]> shapes = Networks.shapes();
    shapes.replaceAll(
        (_, shape) -> {
          int[] one = shape.clone();
          one[0] = 1;
          return one;
        });
    double graph;
    try (Inference inference = new GraphInference(program, weights, "denoise", shapes)) {
      graph = sample("graph", inference);
    }
    double plain;
    try (Inference inference =
        fast().transformer(Networks.TRANSFORMER, weights).orElseThrow(LearningTime::unfit)) {
      plain = sample("vector", inference);
    }
    double torch = 1e3 * peer("sample", "dit", "" + SAMPLES).cpu();
    note("dit, 10 DDIM steps, PyTorch, CPU ms", torch);
    note("dit, 10 DDIM steps, graph / PyTorch", graph / torch);
    note("dit, 10 DDIM steps, vector / PyTorch (target 0.4)", plain / torch);
  }

  private double sample(String engine, Inference inference) {
    Ddim sampler = new Ddim(NoiseSchedule.squaredCosine(100), 10, 1.5);
    int[] levels = sampler.levels();
    float[] condition = Networks.normal(new Random(2), Networks.CONDITION);
    float[] start = Networks.normal(new Random(3), Networks.HORIZON * Networks.ACTIONS);
    float[] chunk = start.clone();
    float[] noise = new float[chunk.length];
    Runnable one =
        () -> {
          System.arraycopy(start, 0, chunk, 0, start.length);
          inference.tell(condition, levels);
          sampler.sample(chunk, noise, inference::answer);
        };
    long begin = System.nanoTime();
    one.run();
    note("dit, 10 DDIM steps, first, " + engine + ", wall ms", (System.nanoTime() - begin) / 1e6);
    double milliseconds = 1e3 * median(SAMPLES, SAMPLES, one).cpu();
    note("dit, 10 DDIM steps, " + engine + ", CPU ms", milliseconds);
    return milliseconds;
  }

  private void answers() throws IOException, InterruptedException {
    Program program = Networks.mlp();
    Map<String, Tensor> weights = Networks.weights(program, new Random(1));
    float[] in = Networks.normal(new Random(4), 39);
    float[] out = new float[4];
    int[] none = {};
    double plain;
    try (Inference mlp = fast().mlp(Networks.MLP, weights).orElseThrow(LearningTime::unfit)) {
      Runnable one =
          () -> {
            mlp.tell(in, none);
            mlp.answer(out, 0, out);
          };
      plain = 1e6 * median(ANSWERS, ANSWERS, one).wall();
      note("mlp 39-3x256-4, p50 us (target 10)", plain);
      note("mlp 39-3x256-4, bytes an answer (target 0)", allocated(one));
    }
    double torch = 1e6 * peer("mlp", "" + ANSWERS).wall();
    note("mlp 39-3x256-4, PyTorch, p50 us", torch);
    note("mlp 39-3x256-4 / PyTorch", plain / torch);
  }

  private static double allocated(Runnable work) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < ANSWERS; i++) {
      work.run();
    }
    // Truncates: the two readings themselves allocate a few bytes.
    return (threads.getCurrentThreadAllocatedBytes() - before) / ANSWERS;
  }

  private static FastNetworks fast() {
    return FastNetworks.find().orElseThrow(LearningTime::unfit);
  }

  private static BadInputException unfit() {
    return new BadInputException(
        "no vector networks on this processor", "Start Java with the module, on wider vectors.");
  }

  private static Cost median(int warm, int count, Runnable work) {
    for (int i = 0; i < warm; i++) {
      work.run();
    }
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    var threads = ManagementFactory.getThreadMXBean();
    double[] wall = new double[count];
    double[] own = new double[count];
    long process = system.getProcessCpuTime();
    long thread = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < count; i++) {
      long begin = System.nanoTime();
      long cpu = threads.getCurrentThreadCpuTime();
      work.run();
      own[i] = (threads.getCurrentThreadCpuTime() - cpu) / 1e9;
      wall[i] = (System.nanoTime() - begin) / 1e9;
    }
    // Helpers' time, spread over all: the process has finer work to do than its clock's ticks.
    double others =
        (system.getProcessCpuTime() - process - (threads.getCurrentThreadCpuTime() - thread))
            / 1e9
            / count;
    Arrays.sort(wall);
    Arrays.sort(own);
    return new Cost(wall[count / 2], own[count / 2] + Math.max(0, others));
  }

  private Cost peer(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(python));
    command.add(
        Path.of(System.getProperty("pollex.root", "."), "bench", "peers", "learning_torch.py")
            .toString());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    byte[] output = process.getInputStream().readAllBytes();
    if (process.waitFor() != 0) {
      throw new RunFailedException("the peer failed", "Its messages are above.");
    }
    JsonNode answer = new ObjectMapper().readTree(output);
    return new Cost(answer.path("wall").asDouble(), answer.path("cpu").asDouble());
  }

  private void note(String what, double figure) {
    figures.computeIfAbsent(what, fresh -> new ArrayList<>()).add(figure);
  }

  private static void print(String what, List<Double> all) {
    List<Double> sorted = all.stream().sorted().toList();
    System.out.printf(
        Locale.ROOT,
        "%-64s %10.3f  (%.3f to %.3f)%n",
        what,
        sorted.get(sorted.size() / 2),
        sorted.getFirst(),
        sorted.getLast());
  }
}
