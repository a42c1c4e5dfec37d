package org.pollex.eval.report.section;

import java.util.List;
import org.pollex.eval.report.markup.Element;
import org.pollex.eval.report.markup.Markup;
import org.pollex.eval.report.markup.Text;

/** A table with a caption, one row of column headers, and a header in front of each row. */
final class Table {
  private final Element head = Element.of("tr");
  private final Element body = Element.of("tbody");
  private final Element caption = Element.of("caption");
  private final String label;
  private Element row;

  Table(int number, String text, List<Markup> rest) {
    this.label = "Table " + number + ". " + text;
    caption.add(Element.of("b", "number", "Table " + number + ".")).text(" " + text).addAll(rest);
  }

  /** Adds a column of words. */
  Table column(String title) {
    head.add(Element.of("th").with("scope", "col").text(title));
    return this;
  }

  /** Adds a column of numbers. */
  Table numeric(String title) {
    return numeric(new Text(title));
  }

  /** Adds a column of numbers. */
  Table numeric(Markup title) {
    head.add(Element.of("th").with("scope", "col").with("class", "num").add(title));
    return this;
  }

  /** Starts a row with its header. */
  Table row(Markup header) {
    row = Element.of("tr").add(Element.of("th").with("scope", "row").add(header));
    body.add(row);
    return this;
  }

  /** Adds a cell of words. */
  Table cell(Markup... parts) {
    row.add(Element.of("td").add(parts));
    return this;
  }

  /** Adds a cell of words. */
  Table cell(String text) {
    return cell(new Text(text));
  }

  /** Adds a cell of numbers. */
  Table number(Markup... parts) {
    row.add(Element.of("td").with("class", "num").add(parts));
    return this;
  }

  /** Adds a cell made elsewhere. */
  Table add(Element cell) {
    row.add(cell);
    return this;
  }

  /** Returns the table in a box that scrolls by itself where the screen is narrow. */
  Element element() {
    return Element.of("div")
        .with("class", "scroll")
        .with("role", "region")
        .with("tabindex", "0")
        .with("aria-label", label)
        .add(Element.of("table").add(caption, Element.of("thead").add(head), body));
  }
}
