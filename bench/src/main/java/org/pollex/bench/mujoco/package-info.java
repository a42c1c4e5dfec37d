/**
 * {@code bench/run mujoco [ROUNDS] [STEPS]}: MuJoCo in this process beside a plain C loop on the
 * same model and library file, two threads beside one, the ray camera beside {@code mj_multiRay},
 * and resident memory.
 *
 * <p>Loops are compared by CPU time of their thread, in alternation, so that other work on the
 * machine disturbs little; both must end at the same positions, bit for bit.
 */
package org.pollex.bench.mujoco;
