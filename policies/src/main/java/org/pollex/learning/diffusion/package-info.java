/**
 * The arithmetic of diffusion, apart from any network: how noise is added ({@link
 * org.pollex.learning.diffusion.NoiseSchedule}) and how it is taken away again ({@link
 * org.pollex.learning.diffusion.Ddim}).
 */
package org.pollex.learning.diffusion;
