package org.pollex.datasets.lint;

import java.util.List;
import java.util.Map;

/**
 * What the lint found in a file.
 *
 * @param file the file
 * @param episodes number of episodes in it
 * @param errors number of findings that must not be trained on
 * @param warnings number of other findings
 * @param kinds number of findings by kind
 * @param findings all of them, by episode and step
 * @param undecided what the numbers of this file cannot tell, one sentence each
 */
public record LintReport(
    String file,
    int episodes,
    long errors,
    long warnings,
    Map<String, Integer> kinds,
    List<LintFinding> findings,
    List<String> undecided) {

  /** Copies the lists. */
  public LintReport {
    findings = List.copyOf(findings);
    undecided = List.copyOf(undecided);
  }
}
