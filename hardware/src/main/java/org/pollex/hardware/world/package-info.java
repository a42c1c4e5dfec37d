/**
 * The World seam: a simulated or real robot cell, told apart by nothing but its specifications.
 *
 * <p>A {@link org.pollex.hardware.world.WorldBatch} holds N slots that are reset to an {@link
 * org.pollex.hardware.world.InitialCondition} and stepped together; {@link
 * org.pollex.hardware.world.World} is its form for N = 1. What can be commanded is an {@link
 * org.pollex.hardware.world.ActionSpec}; what can be seen is an {@link
 * org.pollex.hardware.world.ObservationSpec} of named streams, each with unit, frame and the
 * privilege that reading it means.
 *
 * <p>Backends implement {@link org.pollex.hardware.world.WorldPort}, which accepts only actions
 * that the {@link org.pollex.hardware.safety.SafetyGate} approved. The batch puts the gate in front
 * of the port, so there is no way round it.
 */
package org.pollex.hardware.world;
