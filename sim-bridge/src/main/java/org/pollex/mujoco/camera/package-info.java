/**
 * Cameras for worlds in this process that need no OpenGL: {@link
 * org.pollex.mujoco.camera.RayCamera} casts one ray per pixel through a {@link
 * org.pollex.mujoco.camera.RayScene} and fills a {@link org.pollex.mujoco.camera.RayImage} with
 * distances and geoms; {@link org.pollex.mujoco.camera.ShadedPicture} paints it.
 *
 * <p>Depth and segmentation are those of MuJoCo's own rays. The shaded picture is for people: it
 * shows what happened, on every machine; it is not what a renderer with textures and shadows shows.
 */
package org.pollex.mujoco.camera;
