/**
 * Meta-World in Java beside Meta-World in Python and EnvPool's port in C++, on equal actions.
 *
 * <p>{@link org.pollex.bench.metaworld.MetaworldBench} gives every contestant the same task, number
 * of environments, threads and steps by turns, so that all meet the same weather on a shared
 * machine, and reports ratios within a round. A loop in C that makes MuJoCo's calls and nothing
 * else tells how much time anybody could save.
 *
 * <p>{@link org.pollex.bench.metaworld.PoolSizes} does so for one task in pools of 1 to 256, and by
 * number of threads.
 *
 * <p>{@link org.pollex.bench.metaworld.PortDifferences} compares numbers instead of speed:
 * EnvPool's and ours with the package's, from equal starts.
 */
package org.pollex.bench.metaworld;
