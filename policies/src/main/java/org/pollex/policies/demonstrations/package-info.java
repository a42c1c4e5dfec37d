/** Demonstrations that policies look up at the start of an episode. */
package org.pollex.policies.demonstrations;
