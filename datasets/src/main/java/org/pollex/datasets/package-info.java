/**
 * The room of demonstrations: an append-only journal is the truth, HDF5 in the robomimic layout is
 * the exchange.
 */
package org.pollex.datasets;
