package org.pollex.eval.report.figure;

import org.pollex.eval.report.markup.Element;

/**
 * One drawing with its own axes.
 *
 * @param width width in pixels at natural size
 * @param height height in pixels at natural size
 * @param description what a reader who cannot see it should know
 * @param content the shapes
 */
public record Panel(double width, double height, String description, Element content) {

  /** Returns the panel as an image of a page. */
  public Element inline() {
    return Element.of("svg")
        .with("class", "panel")
        .with("viewBox", viewBox())
        .with("role", "img")
        .with("aria-label", description)
        .add(content);
  }

  /** Returns the panel at a place of a larger drawing. */
  Element at(double x, double y) {
    return Element.of("svg")
        .with("x", x)
        .with("y", y)
        .with("width", width)
        .with("height", height)
        .with("viewBox", viewBox())
        .with("overflow", "visible")
        .add(content);
  }

  private String viewBox() {
    return "0 0 " + Math.round(width) + " " + Math.round(height);
  }
}
