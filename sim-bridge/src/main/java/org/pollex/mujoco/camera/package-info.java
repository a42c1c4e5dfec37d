/**
 * Cameras for worlds in this process that need no OpenGL: {@link
 * org.pollex.mujoco.camera.RayCamera} casts one ray per pixel through a {@link
 * org.pollex.mujoco.camera.RayScene} and fills a {@link org.pollex.mujoco.camera.RayImage} with
 * distances and geoms; {@link org.pollex.mujoco.camera.ShadedPicture} paints it.
 *
 * <p>Depth and segmentation are those of MuJoCo's own rays. Pictures for people come from a {@link
 * org.pollex.mujoco.camera.PictureCamera}: MuJoCo's renderer where OpenGL works, painted rays where
 * it does not, so that every machine can show what happened.
 */
package org.pollex.mujoco.camera;
