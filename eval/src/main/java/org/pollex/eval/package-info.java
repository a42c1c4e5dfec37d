/** The room of trials: plan, seal, run, unseal, statistics, report, verify. */
package org.pollex.eval;
