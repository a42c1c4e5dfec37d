/**
 * Time to success: Kaplan-Meier curves and the log-rank test, with failures censored at the time
 * limit.
 */
package org.pollex.eval.statistics.survival;
