/**
 * Many comparisons at once: adjusted p-values for a family of hypotheses, and the compact letter
 * display that shows which policies the adjusted tests separate.
 */
package org.pollex.eval.statistics.multiplicity;
