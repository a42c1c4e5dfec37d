/**
 * What retrieval and alignment cost on the first observations of the demo's 21 fixture tasks in the
 * real Meta-World: {@code bench/run alignment}.
 */
package org.pollex.bench.alignment;
