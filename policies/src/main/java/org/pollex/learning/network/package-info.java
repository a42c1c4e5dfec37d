/** Networks, each one short description over {@link org.pollex.learning.graph.Graph}. */
package org.pollex.learning.network;
