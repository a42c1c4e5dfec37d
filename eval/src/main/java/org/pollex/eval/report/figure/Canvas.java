package org.pollex.eval.report.figure;

import org.pollex.eval.report.markup.Element;
import org.pollex.eval.report.markup.Path;

/** Shapes of one panel, drawn one over the other. */
final class Canvas {
  private final Element group = Element.of("g");

  /** Where a text stands relative to its point. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  Canvas line(String styleClass, double x1, double y1, double x2, double y2) {
    return add(
        Element.of("line")
            .with("class", styleClass)
            .with("x1", x1)
            .with("y1", y1)
            .with("x2", x2)
            .with("y2", y2));
  }

  Canvas rect(String styleClass, double x, double y, double width, double height) {
    return add(
        Element.of("rect")
            .with("class", styleClass)
            .with("x", x)
            .with("y", y)
            .with("width", Math.max(0, width))
            .with("height", Math.max(0, height)));
  }

  Canvas circle(String styleClass, double x, double y, double radius) {
    return add(
        Element.of("circle")
            .with("class", styleClass)
            .with("cx", x)
            .with("cy", y)
            .with("r", radius));
  }

  Canvas path(String styleClass, Path path) {
    return add(path.element(styleClass));
  }

  Canvas text(String styleClass, double x, double y, Anchor anchor, String text) {
    Element element = Element.of("text").with("class", styleClass).with("x", x).with("y", y);
    if (anchor != Anchor.START) {
      element.with("text-anchor", anchor == Anchor.END ? "end" : "middle");
    }
    return add(element.text(text));
  }

  /** Writes a name in the room there is; a shortened one shows in full when pointed at. */
  Canvas name(String styleClass, double x, double y, double room, double size, String name) {
    String shown = Labels.fit(name, room, size);
    Element element = Element.of("text").with("class", styleClass).with("x", x).with("y", y);
    if (!shown.equals(name)) {
      element.add(Element.of("title").text(name));
    }
    return add(element.text(shown));
  }

  Canvas add(Element shape) {
    group.add(shape);
    return this;
  }

  Panel panel(double width, double height, String description) {
    return new Panel(width, height, description, group);
  }
}
