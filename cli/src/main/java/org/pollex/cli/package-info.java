/**
 * The {@code pollex} command: nouns and verbs over the modules, one class per verb.
 *
 * <p>A verb extends {@link org.pollex.cli.Verb}: it computes one record, which is printed as text
 * for people or, with {@code --json}, as exactly one JSON object on standard output. Logs and
 * progress go to standard error. {@link org.pollex.cli.ExitCodes} turns errors into exit codes.
 */
package org.pollex.cli;
