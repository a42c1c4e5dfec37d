/**
 * Several trials in one table. Policies are compared only where they met in the same trial and
 * task, so that an easy trial does not lift those who took part in it.
 */
package org.pollex.eval.report.leaderboard;
