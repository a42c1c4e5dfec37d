/**
 * Figures drawn as SVG.
 *
 * <p>A {@link org.pollex.eval.report.figure.Figure} is a row or grid of {@link
 * org.pollex.eval.report.figure.Panel}s, each narrow enough to be read on a phone at its own size;
 * a wide page sets them side by side. Shapes carry classes, never colours: the page's style sheet
 * colours them for a light or a dark screen and for paper, and an exported file carries the same
 * rules with the light colours put in.
 */
package org.pollex.eval.report.figure;
