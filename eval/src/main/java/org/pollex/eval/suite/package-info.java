/**
 * The official protocols of other benchmarks, and their result files.
 *
 * <p>Meta-World's multi-task protocol (deterministic policy, success ends an episode, 500 steps, 50
 * episodes a task, mean over tasks of the success rate) exists in two forms, see {@link
 * org.pollex.eval.suite.MultiTaskScorer}. {@link org.pollex.eval.suite.LbmEvalResults} reads the
 * result files of lbm_eval and of vla_foundry's evaluations with it.
 */
package org.pollex.eval.suite;
