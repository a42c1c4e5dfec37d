package org.pollex.eval.trial.run;

/**
 * Something that was noted about a trial after it was sealed. It changes nothing that was sealed.
 *
 * @param at when, ISO 8601, UTC
 * @param phase {@code sealed} (nothing had run), {@code running} or {@code unsealed}; what is noted
 *     after unsealing is exploratory
 * @param outcomes outcomes in the chain at that time
 * @param author who says so; may be empty
 * @param text what is said
 */
public record Amendment(String at, String phase, int outcomes, String author, String text) {}
