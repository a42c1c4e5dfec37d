package org.pollex.eval.report.section;

import java.util.List;
import org.pollex.eval.report.figure.Figure;
import org.pollex.eval.report.figure.Theme;
import org.pollex.eval.report.markup.Element;
import org.pollex.eval.report.markup.StyleSheet;
import org.pollex.eval.report.summary.Answer;
import org.pollex.eval.report.summary.Numbers;
import org.pollex.eval.report.summary.Study;
import org.pollex.eval.report.summary.Summary;

/**
 * The page of a report.
 *
 * @param html the whole page
 * @param figures its figures
 */
public record Page(String html, List<Figure> figures) {
  private static final List<Section> SECTIONS =
      List.of(
          new AnswerSection(),
          new MethodsSection(),
          new PairsSection(),
          new SequentialSection(),
          new TasksSection(),
          new SensitivitySection(),
          new PowerSection(),
          new TimeSection(),
          new FailureSection(),
          new FilmSection(),
          new TimingSection(),
          new SafetySection(),
          new InputsSection(),
          new ConditionsSection(),
          new SealSection(),
          new BlindingSection(),
          new ReviewSection(),
          new AmendmentsSection(),
          new LimitsSection(),
          new FilesSection());

  /** Writes the page. */
  public static Page of(Study study, Summary summary, Numbers numbers) {
    PageParts parts = new PageParts(study, summary, numbers);
    List<Section> present = SECTIONS.stream().filter(section -> section.present(parts)).toList();
    Element main = Element.of("main").with("id", "main").add(header(parts));
    Element contents = Element.of("nav").with("aria-label", "Contents");
    Element links = Element.of("ul");
    contents.add(links);
    for (Section section : present) {
      Element element = Element.of("section").with("id", section.id());
      element.add(Element.of("h2").text(section.title()));
      section.fill(element, parts);
      main.add(element);
      links.add(Element.of("li").add(link(section.id(), section.title())));
      if (section instanceof AnswerSection) {
        main.add(contents);
      }
    }
    StyleSheet style = Theme.page(parts.rules());
    Element head =
        Element.of("head")
            .add(
                Element.of("meta").with("charset", "utf-8"),
                style.contentSecurityPolicy(),
                Element.of("meta")
                    .with("name", "viewport")
                    .with("content", "width=device-width, initial-scale=1"),
                Element.of("meta").with("name", "color-scheme").with("content", "light dark"),
                Element.of("meta").with("name", "referrer").with("content", "no-referrer"),
                Element.of("meta")
                    .with("name", "description")
                    .with("content", new Answer(summary, numbers).headline().plainText()),
                Element.of("title").text(study.result().plan().name() + ": trial report"),
                style);
    Element body =
        Element.of("body")
            .add(link("main", "Skip to the report").with("class", "skip"), main, footer());
    Element html = Element.of("html").with("lang", "en").add(head, body);
    return new Page("<!DOCTYPE html>\n" + html.markup() + "\n", parts.figures());
  }

  private static Element header(PageParts parts) {
    var plan = parts.result().plan();
    return Element.of("header")
        .add(
            Element.of("p", "overline", "Trial report"),
            Element.of("h1").add(Element.of("bdi").text(plan.name())),
            Element.of("p")
                .with("class", "meta")
                .add(parts.numbers.count("/trial/completed"))
                .text(" rollouts · ")
                .text(Plural.of(parts.result().policies().size(), "policy", "policies") + " · ")
                .text(Plural.of(parts.result().tasks().size(), "task", "tasks") + " · ")
                .add(Element.of("bdi").text(plan.world()))
                .text(" · sealed, blinded, randomized" + date(parts)));
  }

  /** The day of the first rollout, where it is known. */
  private static String date(PageParts parts) {
    return parts.result().runs().stream()
        .map(run -> run.started())
        .filter(started -> started.length() >= 10)
        .findFirst()
        .map(started -> " · " + started.substring(0, 10))
        .orElse("");
  }

  private static Element footer() {
    return Element.of("footer")
        .text("Made by Pollex from the trial’s journal. This page loads nothing and runs nothing.");
  }

  private static Element link(String id, String text) {
    return Element.of("a").with("href", "#" + id).text(text);
  }
}
