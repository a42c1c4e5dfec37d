/**
 * The plan of a trial: which policies, in which tasks, how often, from where, and how the outcomes
 * will be judged. {@link org.pollex.eval.trial.plan.PlanFile} reads and writes it as YAML.
 */
package org.pollex.eval.trial.plan;
