package org.pollex.eval.report.section;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pollex.eval.report.markup.Element;
import org.pollex.eval.report.markup.Markup;
import org.pollex.eval.report.markup.Text;
import org.pollex.eval.trial.result.RunRecord;

/** What ran, what was sealed, and how a stranger checks it. */
final class SealSection implements Section {
  @Override
  public String title() {
    return "Seal and versions";
  }

  @Override
  public String id() {
    return "seal";
  }

  @Override
  public void fill(Element section, PageParts parts) {
    var seal = parts.result().seal();
    Element digests = Element.of("dl");
    code(digests, "Root of all commitments", seal.root());
    code(digests, "Sealed plan", seal.planDigest());
    code(digests, "Seal", seal.sealDigest());
    code(digests, "Head of the outcome chain", seal.outcomeHead());
    section.add(
        Element.of("p")
            .text("Before the first rollout the plan wrote a commitment for each of ")
            .add(parts.numbers.count("/seal/trials"))
            .text(
                " trials: which policy, where from, in which place of the order. SHA-256 digests:"),
        digests,
        Element.of("h3").text("How to verify"),
        Element.of("p")
            .text("Anyone who has the trial’s folder can check that the commitments open to what ")
            .text("is reported, that the chain of outcomes is whole, and that every statistic ")
            .text("follows from it. A root that was published before the trial ties the result to ")
            .text("its date; without one, the check says that the folder agrees with itself."),
        Element.of("pre")
            .add(Element.of("code").text("pollex trial verify FOLDER --root " + seal.root())));
    if (!parts.result().runs().isEmpty()) {
      section.add(Element.of("h3").text("What ran"), versions(parts.result().runs()), runs(parts));
    }
  }

  private static Element versions(List<RunRecord> runs) {
    Map<String, TreeSet<String>> versions = new TreeMap<>();
    TreeSet<String> fingerprints = new TreeSet<>();
    for (RunRecord run : runs) {
      run.versions()
          .forEach(
              (name, version) ->
                  versions.computeIfAbsent(name, key -> new TreeSet<>()).add(version));
      fingerprints.add(run.physicsFingerprint());
    }
    fingerprints.remove("");
    Element list = Element.of("dl");
    fingerprints.forEach(fingerprint -> code(list, "Physics fingerprint", fingerprint));
    versions.forEach((name, all) -> entry(list, name, new Text(String.join("; ", all))));
    return list;
  }

  private static Element runs(PageParts parts) {
    Table table =
        parts
            .table("Processes that ran the trial; more than one after an interruption.")
            .column("Started")
            .column("ended")
            .numeric("rollouts")
            .numeric("in parallel")
            .numeric("restarts");
    for (int i = 0; i < parts.result().runs().size(); i++) {
      RunRecord run = parts.result().runs().get(i);
      String at = "/runs/" + i;
      table
          .row(new Text(run.started()))
          .cell(run.ended())
          .number(parts.numbers.count(at + "/trials"))
          .number(parts.numbers.count(at + "/slots"))
          .number(parts.numbers.count(at + "/retries"));
    }
    return table.element();
  }

  private static void entry(Element list, String term, Markup value) {
    list.add(Element.of("div").add(Element.of("dt").text(term), Element.of("dd").add(value)));
  }

  private static void code(Element list, String term, String value) {
    entry(list, term, Element.of("code").with("class", "hash").text(value));
  }
}
