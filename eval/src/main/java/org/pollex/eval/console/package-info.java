/**
 * The operator's console: a web page for a phone beside the robot, over the same entries and the
 * same journal as the prompt at a terminal ({@link org.pollex.eval.trial.run.ManualTrials}).
 *
 * <p>An operator pairs a phone once, by a link that works once ({@link
 * org.pollex.eval.console.PairingCode}), sees the current code and the scene to set up, starts the
 * policy behind the code, and enters what happened. What is tapped is in the phone's own storage
 * before anything else happens to it, under an id made there; it is sent until the console has
 * answered, and the console answers when it is on the disk. So Wi-Fi may be lost, pages reloaded,
 * buttons hit twice, and the console killed at any moment: every entry is in the journal once.
 *
 * <p>{@link org.pollex.eval.console.OperatorConsole} puts the parts together: who may enter, the
 * one listener, the desks of the two roles, pictures, and the station's camera.
 */
package org.pollex.eval.console;
