/** Outcomes from plain CSV files, so that a lab can use the statistics without the rest. */
package org.pollex.eval.statistics.csv;
