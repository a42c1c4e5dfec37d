package org.pollex.eval.report.markup;

/** The outline of a shape, in absolute coordinates. */
public final class Path {
  private final StringBuilder data = new StringBuilder();

  /** Lifts the pen and puts it down at a point. */
  public Path moveTo(double x, double y) {
    return append('M', x, y);
  }

  /** Draws a straight line. */
  public Path lineTo(double x, double y) {
    return append('L', x, y);
  }

  /** Goes on to a point; the first one starts the path. */
  public Path to(double x, double y) {
    return data.isEmpty() ? moveTo(x, y) : lineTo(x, y);
  }

  /** Closes the outline. */
  public Path close() {
    data.append('Z');
    return this;
  }

  private Path append(char command, double x, double y) {
    data.append(command).append(Coordinate.format(x)).append(' ').append(Coordinate.format(y));
    return this;
  }

  /** Returns the element that draws this path. */
  public Element element(String styleClass) {
    return Element.of("path").with("class", styleClass).with("d", data.toString());
  }
}
