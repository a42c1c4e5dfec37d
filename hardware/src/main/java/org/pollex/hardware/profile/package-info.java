/**
 * Robot profiles: what must be known of a robot before anything may move it, as data.
 *
 * <p>Eleven profiles come with the house ({@link org.pollex.hardware.profile.RobotProfiles}); a lab
 * writes its own in the same JSON. {@link org.pollex.hardware.profile.ProfileReader} reads both,
 * and says of everything that is wrong where it stands (a JSON pointer), what was given and what is
 * allowed. Where two sources disagree the tighter figure stands; a figure without an independent
 * source is listed as unverified.
 */
package org.pollex.hardware.profile;
