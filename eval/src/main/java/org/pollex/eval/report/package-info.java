/**
 * The report of an unsealed trial: one HTML file that needs no network and runs no script, with the
 * figures as SVG and the numbers as JSON and CSV beside it.
 *
 * <p>A {@link org.pollex.eval.trial.result.TrialResult} comes in, {@link
 * org.pollex.eval.report.summary.Summary} computes every number once, {@link
 * org.pollex.eval.report.section.Page} sets them in words, tables and {@link
 * org.pollex.eval.report.figure.Figure}s, and {@link org.pollex.eval.report.TrialReport} writes the
 * files. Equal results give equal bytes.
 */
package org.pollex.eval.report;
