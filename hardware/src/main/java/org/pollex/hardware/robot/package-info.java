/**
 * Robot models: trees of frames and joints, read from URDF and MJCF.
 *
 * <p>A {@link org.pollex.hardware.robot.RobotModel} keeps what kinematics needs: how frames hang on
 * each other and which joints move them. {@link org.pollex.hardware.robot.UrdfReader} and {@link
 * org.pollex.hardware.robot.MjcfReader} are bounded readers of files that nobody has vetted: no
 * document types, no external entities, limited size, depth and number of elements. Meshes, masses
 * and actuators are left to the physics that loads the same file.
 */
package org.pollex.hardware.robot;
