package org.pollex.mujoco;

import java.util.Locale;

/** Small models that the tests of this package share. */
public final class Scenes {
  private Scenes() {}

  /** An actuated two-link arm above a floor, a mocap body, and a free box that falls. */
  public static final String ARM =
      """
      <mujoco model="arm">
        <option timestep="0.002"/>
        <worldbody>
          <geom name="floor" type="plane" size="2 2 .1"/>
          <camera name="front" pos="0 -2 1" xyaxes="1 0 0 0 .4 1"/>
          <body name="target" mocap="true" pos=".3 0 .8"><site name="goal" size=".02"/></body>
          <body name="upper" pos="0 0 .6">
            <joint name="shoulder" type="hinge" axis="0 1 0" damping=".1"/>
            <geom name="upper" type="capsule" fromto="0 0 0 .3 0 0" size=".03"/>
            <body name="lower" pos=".3 0 0">
              <joint name="elbow" type="hinge" axis="0 1 0" damping=".1" range="-2 2"/>
              <geom name="lower" type="capsule" fromto="0 0 0 .3 0 0" size=".03"/>
              <site name="tip" pos=".3 0 0"/>
            </body>
          </body>
          <body name="box" pos=".5 .4 .3">
            <freejoint name="box"/>
            <geom name="box" type="box" size=".05 .05 .05" mass=".2"/>
          </body>
        </worldbody>
        <actuator><motor name="shoulder" joint="shoulder" gear="2" ctrlrange="-1 1"/></actuator>
        <sensor><framepos name="tip" objtype="site" objname="tip"/></sensor>
        <keyframe><key name="bent" qpos=".5 -.5 .5 .4 .3 1 0 0 0"/></keyframe>
      </mujoco>
      """;

  /** A pile of boxes whose contacts need more working memory than the given number of bytes. */
  public static String pile(int boxes, String memory) {
    StringBuilder xml = new StringBuilder("<mujoco><size memory=\"" + memory + "\"/><worldbody>");
    xml.append("<geom type=\"plane\" size=\"2 2 .1\"/>");
    for (int i = 0; i < boxes; i++) {
      xml.append(
          String.format(
              Locale.ROOT,
              "<body pos=\"%f %f %f\"><freejoint/><geom type=\"box\" size=\".1 .1 .1\"/></body>",
              0.15 * (i % 4),
              0.15 * (i / 4 % 4),
              0.09 + 0.15 * (i / 16)));
    }
    return xml.append("</worldbody></mujoco>").toString();
  }
}
