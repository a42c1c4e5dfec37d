/**
 * The room of finding and aligning: point clouds, registration, shape and language keys, and the
 * index over demonstrations.
 */
package org.pollex.retrieval;
