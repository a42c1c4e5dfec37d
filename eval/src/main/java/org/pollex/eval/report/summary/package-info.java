/**
 * The numbers of a report, computed once.
 *
 * <p>{@link org.pollex.eval.report.summary.Summary} is written beside the page as JSON, and the
 * page reads every number that it prints from that JSON through {@link
 * org.pollex.eval.report.summary.Numbers}, so the two cannot differ. {@link
 * org.pollex.eval.report.summary.Answer} says in words which policy is better and how sure that is.
 */
package org.pollex.eval.report.summary;
