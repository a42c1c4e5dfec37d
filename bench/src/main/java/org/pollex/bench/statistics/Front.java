package org.pollex.bench.statistics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pollex.eval.report.figure.Figure;
import org.pollex.eval.report.figure.FrontPanel;
import org.pollex.eval.report.figure.FrontPanel.Mark;
import org.pollex.eval.report.figure.Panel;
import org.pollex.eval.report.markup.Text;
import org.pollex.eval.statistics.sequential.BarnardLooksTest;
import org.pollex.eval.statistics.sequential.LaiTest;
import org.pollex.eval.statistics.sequential.OperatingCharacteristics;
import org.pollex.eval.statistics.sequential.OptimalTest;
import org.pollex.eval.statistics.sequential.RatePrior;
import org.pollex.eval.statistics.sequential.SequentialTest;
import org.pollex.eval.statistics.sequential.StepTest;

/** Mean power against mean pairs at six alternatives: the optimal designs and the other tests. */
public final class Front {
  private static final double ALPHA = .05;
  private static final List<double[]> ALTERNATIVES =
      List.of(
          new double[] {.3, .5},
          new double[] {.3, .6},
          new double[] {.5, .8},
          new double[] {.1, .3},
          new double[] {.6, .8},
          new double[] {.5, .6});

  /** Prices of all pairs together, in correct decisions. */
  private static final double[] PRICES = {.02, .05, .1, .17, .25, .4, .6, .85, 1.15, 1.5};

  private static final String UNIFORM = "uniform prior";
  private static final String POINTS = "prior on the six points";

  private Front() {}

  /**
   * Prints the front as a Markdown table and draws it.
   *
   * @param arguments the SVG file to write
   */
  public static void run(String[] arguments) throws IOException {
    List<Panel> panels = new ArrayList<>();
    System.out.println("| n | design | mean power | mean pairs |");
    System.out.println("|---|---|---|---|");
    for (int pairs : new int[] {50, 200}) {
      List<Mark> marks = marks(pairs);
      marks.forEach(mark -> print(pairs, mark));
      panels.add(FrontPanel.of("At most " + pairs + " pairs", marks));
    }
    Figure figure =
        new Figure("front", Figure.Layout.PAIR, panels, List.of(new Text("Power and pairs")));
    Path file = Path.of(arguments.length == 0 ? "front.svg" : arguments[0]);
    Files.writeString(file, figure.file());
    System.err.println("drawn: " + file);
  }

  private static void print(int pairs, Mark mark) {
    System.out.printf(
        Locale.ROOT,
        "| %d | %s%s | %.4f | %.3f |%n",
        pairs,
        mark.series(),
        mark.detail().isEmpty() ? "" : ", " + mark.detail(),
        mark.power(),
        mark.pairs());
  }

  private static List<Mark> marks(int pairs) {
    List<Mark> marks = new ArrayList<>();
    for (double price : PRICES) {
      marks.add(optimal(UNIFORM, new RatePrior.Uniform(), price, pairs));
    }
    for (double price : PRICES) {
      marks.add(optimal(POINTS, new RatePrior.Points(ALTERNATIVES), price, pairs));
    }
    marks.add(mark("lai", "", LaiTest.exact(ALPHA, pairs)));
    marks.add(mark("step", "", StepTest.of(ALPHA, pairs, StepTest.PUBLISHED_SEED)));
    marks.add(mark("barnard, 5 looks", "", BarnardLooksTest.of(ALPHA, pairs, 5)));
    return marks;
  }

  private static Mark optimal(String series, RatePrior prior, double price, int pairs) {
    SequentialTest test =
        OptimalTest.of(prior, price / pairs, ALPHA, pairs, StepTest.PUBLISHED_SEED);
    return mark(series, "c = " + price + "/n", test);
  }

  private static Mark mark(String series, String detail, SequentialTest test) {
    double power = 0;
    double pairs = 0;
    for (double[] rates : ALTERNATIVES) {
      OperatingCharacteristics at = test.exactly(rates[0], rates[1]).orElseThrow();
      power += at.bGreater() / ALTERNATIVES.size();
      pairs += at.expectedPairs() / ALTERNATIVES.size();
    }
    return new Mark(series, detail, pairs, power);
  }
}
