/**
 * A small, safe writer of HTML and SVG.
 *
 * <p>A page is a tree of {@link org.pollex.eval.report.markup.Element}s. Names of policies, notes
 * and files come from strangers, so text and attributes are escaped here and nowhere else, and an
 * element refuses what could run or fetch: scripts, event handlers, inline styles, and any link
 * that leaves the page. What is written is HTML that is also well-formed XML.
 */
package org.pollex.eval.report.markup;
