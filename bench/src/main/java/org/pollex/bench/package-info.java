/** Measurements with JMH and side by side with named peers; docs/PERFORMANCE.md has the figures. */
package org.pollex.bench;
