/**
 * The camera of a trial's station: its pictures for setting up scenes, and films of rollouts, named
 * by code, for those who score them a second time.
 */
package org.pollex.eval.console.camera;
