/**
 * Messages a CPU second into and out of bags, beside rosbags (PyPI) on the same JointState in the
 * same run: {@code bench/run bags [ROUNDS [MESSAGES]]} with a Python that has rosbags in {@code
 * BAGS_PYTHON}.
 */
package org.pollex.bench.bags;
