/** How long the report of a large trial takes, and how large it is. */
package org.pollex.bench.report;
