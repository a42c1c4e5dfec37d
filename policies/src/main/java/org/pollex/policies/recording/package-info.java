/**
 * Recording what policies do: the rollout engine's listener that writes episodes to a journal, and
 * the queue that goes on until enough demonstrations have succeeded.
 */
package org.pollex.policies.recording;
