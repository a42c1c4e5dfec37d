package org.pollex.eval.report.summary;

import java.util.List;

/**
 * The pooled comparison without one part of the data.
 *
 * @param kind {@code task}, {@code site} or {@code operator}
 * @param without what was left out
 * @param best policy with the highest pooled rate in what remains
 * @param changes pairs whose verdict is another than with all data, in words
 */
public record SensitivityFigures(String kind, String without, String best, List<String> changes) {}
