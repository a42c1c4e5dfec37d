/**
 * The four ways in which a command of Pollex can end other than well, each with the exit code that
 * scripts see: bad input (2), something missing on this machine (3), a check that said no (4), and
 * a failure while running (1).
 *
 * <p>Every message says what was given, what is allowed, and what to do next; the types force
 * nothing on callers (all are unchecked), but the command line prints them without a stack trace.
 */
package org.pollex.errors;
