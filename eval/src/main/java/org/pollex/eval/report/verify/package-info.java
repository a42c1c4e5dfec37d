/**
 * A page in which a browser checks a trial by itself: it recomputes the hashes of the folder's
 * files and shows a verdict, offline and without Pollex. The Java checks are in {@link
 * org.pollex.eval.trial.verify}; the page repeats those that need hashes only.
 */
package org.pollex.eval.report.verify;
