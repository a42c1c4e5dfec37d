/**
 * Registration: where has the demonstration's object gone?
 *
 * <p>{@link org.pollex.retrieval.registration.Registration#align} takes two clouds of one object
 * and returns every pose that explains them, best first, and whether they leave the answer open.
 * Read it from the outside in: {@code Evidence} turns a cloud into a judge of claims ({@code
 * SurfaceGrid} knows where the surface is, {@code DepthMap} what the camera looked through), {@code
 * YawSweep} searches all yaws and translations on a {@code CostVolume}, {@code Refinement} and
 * {@code ScoreDescent} sharpen the survivors, {@code PoseScore} judges them and {@code
 * AnswerSelection} decides what to tell.
 */
package org.pollex.retrieval.registration;
