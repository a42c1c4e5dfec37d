package org.pollex.eval.report.section;

import org.pollex.eval.report.markup.Element;
import org.pollex.eval.report.markup.Text;

/** Whether the policies could be told apart before the seal was opened. */
final class BlindingSection implements Section {
  /** From here on down a leak is more likely than bad luck. */
  private static final double SUSPECT = 0.01;

  @Override
  public String title() {
    return "Blinding audit";
  }

  @Override
  public String id() {
    return "blinding";
  }

  @Override
  public void fill(Element section, PageParts parts) {
    section.add(
        Element.of("p")
            .text(
                parts.summary.blinding().p() <= SUSPECT
                    ? "Something outside the rollouts told the policies apart. "
                    : "Nothing was found that told the policies apart. ")
            .text("A classifier learned from the opened trials, block by block in sealed order, ")
            .text("to guess who acted in the next block: by the codes, the order, the time from ")
            .text("the end of one trial to the start of the next, file names, logs, and sizes ")
            .text("that do not grow with an episode. It names each policy of a bundle once."));
    Table table =
        parts
            .table("Guesses of the classifier; p is exact, from the shuffled order of each bundle.")
            .column("Classifier")
            .numeric("blocks")
            .numeric("trials guessed")
            .numeric("right")
            .numeric("by chance")
            .numeric("p");
    table
        .row(new Text(parts.summary.blinding().classifier()))
        .number(parts.numbers.count("/blinding/blocks"))
        .number(parts.numbers.count("/blinding/trials"))
        .number(parts.numbers.count("/blinding/hits"))
        .number(parts.numbers.count("/blinding/expected"))
        .number(parts.numbers.p("/blinding/p"));
    section.add(
        table.element(),
        Element.of("p")
            .text("Not part of it: how the robot moved, how long a rollout took and how it ended. ")
            .text("Who watches a rollout may recognize a policy by its behaviour."));
  }
}
