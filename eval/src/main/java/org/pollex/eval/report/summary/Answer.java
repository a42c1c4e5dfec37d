package org.pollex.eval.report.summary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.pollex.eval.report.markup.Element;
import org.pollex.eval.report.markup.Markup;
import org.pollex.eval.report.markup.Text;
import org.pollex.eval.report.summary.FamilyFigures.Pair;
import org.pollex.eval.trial.result.TestedPolicy;
import org.pollex.hardware.world.StreamSpec.Privilege;

/**
 * Which policy is better and how sure that is, in words.
 *
 * <p>If some policies read the simulator's own state and at least two do not, the first sentence is
 * about those two or more; a ceiling that no robot could reach must not be the headline. Policies
 * that read nothing at all, such as random actions, are no rivals that would make such a split.
 */
public final class Answer {
  private static final String SIMULATOR = Privilege.SIMULATOR.name();

  /** More names than this do not make a sentence. */
  private static final int MOST_NAMES = 4;

  private final Summary summary;
  private final Numbers numbers;
  private final List<String> focus;
  private final List<String> ceiling;
  private final String best;

  /** Prepares the answer of a summary. */
  public Answer(Summary summary, Numbers numbers) {
    this.summary = summary;
    this.numbers = numbers;
    List<String> order =
        summary.pooled().policies().stream().map(FamilyFigures.Rate::policy).toList();
    List<String> privileged =
        summary.policies().stream()
            .filter(policy -> policy.privileged().containsValue(SIMULATOR))
            .map(TestedPolicy::name)
            .toList();
    List<String> fair = order.stream().filter(name -> !privileged.contains(name)).toList();
    boolean someoneSees =
        summary.policies().stream()
            .anyMatch(policy -> fair.contains(policy.name()) && !policy.streams().isEmpty());
    boolean split = fair.size() >= 2 && fair.size() < order.size() && someoneSees;
    this.focus = split ? fair : order;
    this.ceiling = order.stream().filter(name -> !focus.contains(name)).toList();
    this.best = focus.getFirst();
  }

  /** Returns the sentence that answers the question. */
  public Element headline() {
    Element sentence = Element.of("p").with("class", "headline");
    List<String> beaten = others(true);
    List<String> tied = others(false);
    if (focus.size() == 1) {
      return sentence.add(name(best)).text(" was the only policy under test.");
    }
    if (!summary.sequential().isEmpty() && summary.tasks().size() > 1) {
      return taskByTask(sentence);
    }
    if (beaten.isEmpty()) {
      return sentence
          .text("This trial does not show which policy is better: ")
          .addAll(list(focus, "and", "the " + focus.size() + " policies"))
          .text(" cannot be told apart.");
    }
    sentence
        .add(name(best))
        .text(" is better than ")
        .addAll(list(beaten, "and", "all " + beaten.size() + " others"));
    if (tied.isEmpty()) {
      sentence
          .text(": it solved ")
          .add(numbers.percent("/pooled/policies/" + policyIndex(best) + "/rate"))
          .text(" of its rollouts, ")
          .add(name(beaten.getFirst()))
          .text(" ")
          .add(numbers.percent("/pooled/policies/" + policyIndex(beaten.getFirst()) + "/rate"));
    } else {
      sentence
          .text(", but cannot be told apart from ")
          .addAll(list(tied, "or", tied.size() + " others"));
    }
    return sentence.text(".");
  }

  /** A sequential trial of several tasks has one verdict per task; none over all was sealed. */
  private Element taskByTask(Element sentence) {
    List<TaskDecisions> pairs =
        summary.taskDecisions().stream()
            .filter(pair -> focus.contains(pair.a()) && focus.contains(pair.b()))
            .toList();
    if (pairs.stream().allMatch(pair -> pair.firstBetter() + pair.secondBetter() == 0)) {
      return sentence
          .text("In no task does this trial show which policy is better: ")
          .addAll(list(focus, "and", "the " + focus.size() + " policies"))
          .text(" cannot be told apart.");
    }
    TaskDecisions clearest =
        pairs.stream()
            .max(Comparator.comparingInt(pair -> Math.max(pair.firstBetter(), pair.secondBetter())))
            .orElseThrow();
    boolean first = clearest.firstBetter() >= clearest.secondBetter();
    String pointer = "/task_decisions/" + summary.taskDecisions().indexOf(clearest);
    return sentence
        .add(name(first ? clearest.a() : clearest.b()))
        .text(" is better than ")
        .add(name(first ? clearest.b() : clearest.a()))
        .text(" in ")
        .add(numbers.count(pointer + (first ? "/first_better" : "/second_better")))
        .text(" of ")
        .add(numbers.count(pointer + "/tasks"))
        .text(" tasks and worse in ")
        .add(numbers.count(pointer + (first ? "/second_better" : "/first_better")))
        .text(focus.size() > 2 ? ", the clearest of the comparisons." : ".");
  }

  /** Returns how sure the headline is and what stands behind it. */
  public Element evidence() {
    Element text = Element.of("p").with("class", "evidence");
    text.addAll(rate(best));
    for (String other : focus.subList(1, Math.min(focus.size(), 4))) {
      text.text("; ").addAll(rate(other));
    }
    text.text(focus.size() > 4 ? "; the others follow in the table. " : ". ");
    if (focus.size() > 1 && (summary.sequential().isEmpty() || summary.tasks().size() == 1)) {
      text.addAll(certainty());
    } else if (focus.size() > 1) {
      text.text("Each task was decided by itself; no test over all tasks together was sealed.");
    }
    return text;
  }

  /** Returns what to make of policies that read the simulator's state; empty if there are none. */
  public List<Element> privileged() {
    List<Element> notes = new ArrayList<>();
    for (String name : ceiling) {
      Pair pair = summary.pooled().pairs().get(pairIndex(name, best));
      String verdict =
          !pair.separated()
              ? " and cannot be told apart from "
              : pair.a().equals(name) ? " and is better than " : " and is still worse than ";
      notes.add(
          Element.of("p")
              .with("class", "evidence")
              .add(name(name))
              .text(", which reads the simulator’s own state and is shown for comparison, scored ")
              .addAll(fraction(name))
              .text(verdict)
              .add(name(best))
              .text(" (p\u00A0")
              .add(numbers.relatedP("/pooled/pairs/" + pairIndex(name, best) + "/adjusted_p"))
              .text(")."));
    }
    return notes;
  }

  private List<Markup> certainty() {
    boolean shown = !others(true).isEmpty();
    List<String> against = shown ? others(true) : focus.subList(1, focus.size());
    int weakest =
        against.stream()
            .map(other -> pairIndex(best, other))
            .max(
                (one, two) ->
                    Double.compare(
                        summary.pooled().pairs().get(one).adjustedP(),
                        summary.pooled().pairs().get(two).adjustedP()))
            .orElseThrow();
    String pointer = "/pooled/pairs/" + weakest;
    Pair pair = summary.pooled().pairs().get(weakest);
    List<Markup> out = new ArrayList<>();
    out.add(
        new Text(
            against.size() > 1
                ? "The closest of these differences, to " + other(pair) + ", is "
                : "The difference is "));
    out.add(numbers.points(pointer + "/difference"));
    out.add(new Text(" points (" + interval() + " "));
    out.add(numbers.points(pointer + "/low"));
    out.add(new Text(" to "));
    out.add(numbers.points(pointer + "/high"));
    out.add(new Text("; corrected p\u00A0"));
    out.add(numbers.relatedP(pointer + "/adjusted_p"));
    out.add(new Text("; posterior probability that " + pair.a() + " has the higher rate "));
    out.add(numbers.probability(pointer + "/probability_higher"));
    out.add(new Text(")."));
    if (summary.tasks().size() > 1) {
      out.addAll(taskByTask(pair, weakest));
    }
    return out;
  }

  private List<Markup> taskByTask(Pair pair, int index) {
    String pointer = "/task_decisions/" + index;
    TaskDecisions decisions = summary.taskDecisions().get(index);
    boolean open = decisions.firstBetter() + decisions.secondBetter() < decisions.tasks();
    return List.of(
        new Text(" Task by task, " + pair.a() + " is shown to be better than " + pair.b() + " in "),
        numbers.count(pointer + "/first_better"),
        new Text(" of "),
        numbers.count(pointer + "/tasks"),
        new Text(" tasks and worse in "),
        numbers.count(pointer + "/second_better"),
        new Text(open ? "; in the others this many rollouts cannot tell." : "."));
  }

  private String interval() {
    return NumberText.level(summary.trial().level()) + " interval";
  }

  private String other(Pair pair) {
    return pair.a().equals(best) ? pair.b() : pair.a();
  }

  private List<Markup> rate(String policy) {
    int index = policyIndex(policy);
    String pointer = "/pooled/policies/" + index;
    List<Markup> out = new ArrayList<>();
    out.add(name(policy));
    out.add(new Text(" solved "));
    out.addAll(fraction(policy));
    out.add(new Text(" (" + interval() + " "));
    out.add(numbers.percentage(pointer + "/low"));
    out.add(new Text("–"));
    out.add(numbers.percent(pointer + "/high"));
    out.add(new Text(")"));
    return out;
  }

  private List<Markup> fraction(String policy) {
    String pointer = "/pooled/policies/" + policyIndex(policy);
    return List.of(
        numbers.count(pointer + "/successes"),
        new Text(" of "),
        numbers.count(pointer + "/trials"),
        new Text(" rollouts, "),
        numbers.percent(pointer + "/rate"));
  }

  private List<String> others(boolean separated) {
    return focus.stream()
        .filter(other -> !other.equals(best))
        .filter(
            other -> summary.pooled().pairs().get(pairIndex(best, other)).separated() == separated)
        .toList();
  }

  private int policyIndex(String name) {
    var policies = summary.pooled().policies();
    return IntStream.range(0, policies.size())
        .filter(i -> policies.get(i).policy().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private int pairIndex(String one, String two) {
    var pairs = summary.pooled().pairs();
    return IntStream.range(0, pairs.size())
        .filter(
            i ->
                pairs.get(i).a().equals(one) && pairs.get(i).b().equals(two)
                    || pairs.get(i).a().equals(two) && pairs.get(i).b().equals(one))
        .findFirst()
        .orElseThrow();
  }

  private static Markup name(String policy) {
    return Element.of("bdi", "policy", policy);
  }

  private static List<Markup> list(List<String> names, String conjunction, String crowd) {
    List<Markup> out = new ArrayList<>();
    if (names.size() > MOST_NAMES) {
      out.add(new Text(crowd));
      return out;
    }
    for (int i = 0; i < names.size(); i++) {
      if (i > 0) {
        String last = names.size() > 2 ? ", " + conjunction + " " : " " + conjunction + " ";
        out.add(new Text(i == names.size() - 1 ? last : ", "));
      }
      out.add(name(names.get(i)));
    }
    return out;
  }
}
