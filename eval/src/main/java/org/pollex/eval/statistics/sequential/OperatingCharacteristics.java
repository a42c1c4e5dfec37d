package org.pollex.eval.statistics.sequential;

/**
 * What a sequential test does on average at given true success rates.
 *
 * @param aGreater probability of declaring A the better policy
 * @param bGreater probability of declaring B the better policy
 * @param expectedPairs mean number of pairs until the end
 */
public record OperatingCharacteristics(double aGreater, double bGreater, double expectedPairs) {}
