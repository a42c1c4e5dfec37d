package org.pollex.eval.report.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pollex.eval.report.markup.Element;
import org.pollex.eval.report.markup.Markup;

/**
 * A figure: panels that a page sets side by side where there is room.
 *
 * @param id anchor in the page and name of the exported file
 * @param layout how many panels fit side by side on a wide page
 * @param panels the drawings
 * @param caption what they show
 */
public record Figure(String id, Layout layout, List<Panel> panels, List<Markup> caption) {
  /** How panels are set on a wide page. */
  public enum Layout {
    /** Two panels of half the page's width. */
    PAIR(2),
    /** Four small panels of the same kind. */
    GRID(4);

    private final int columns;

    Layout(int columns) {
      this.columns = columns;
    }
  }

  private static final double GAP = 16;

  /** Returns the figure as a part of a page. */
  public Element inline(int number) {
    Element box =
        Element.of("div").with("class", "panels " + layout.name().toLowerCase(Locale.ROOT));
    panels.forEach(panel -> box.add(panel.inline()));
    Element text = Element.of("figcaption");
    text.add(Element.of("b", "number", "Figure " + number + "."));
    text.text(" ").addAll(caption);
    return Element.of("figure").with("id", id).add(box, text);
  }

  /** Returns the figure as an SVG file of its own, with light colours, for a paper. */
  public String file() {
    List<Element> placed = new ArrayList<>();
    double y = GAP;
    double width = 0;
    for (int first = 0; first < panels.size(); first += layout.columns) {
      double x = GAP;
      double height = 0;
      for (Panel panel : panels.subList(first, Math.min(panels.size(), first + layout.columns))) {
        placed.add(panel.at(x, y));
        x += panel.width() + GAP;
        height = Math.max(height, panel.height());
      }
      width = Math.max(width, x);
      y += height + GAP;
    }
    Element svg =
        Element.of("svg")
            .with("xmlns", "http://www.w3.org/2000/svg")
            .with("width", width)
            .with("height", y)
            .with("viewBox", "0 0 " + Math.round(width) + " " + Math.round(y))
            .add(Theme.exported())
            .add(Element.of("rect").with("class", "paper").with("width", width).with("height", y))
            .addAll(placed);
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + svg.markup() + "\n";
  }
}
