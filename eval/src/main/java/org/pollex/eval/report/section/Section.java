package org.pollex.eval.report.section;

import org.pollex.eval.report.markup.Element;

/** A section of the page. */
interface Section {
  /** Returns the section's name in the list of contents. */
  String title();

  /** Returns the section's anchor. */
  String id();

  /** Fills the section, which has its heading already. */
  void fill(Element section, PageParts parts);

  /** Returns true if the data have something to fill the section with. */
  default boolean present(PageParts parts) {
    return true;
  }
}
