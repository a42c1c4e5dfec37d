/**
 * The sections of a report's page, one class each, in the order of {@link
 * org.pollex.eval.report.section.Page}: the answer first, then what stands behind it, then what a
 * stranger needs to check it.
 */
package org.pollex.eval.report.section;
