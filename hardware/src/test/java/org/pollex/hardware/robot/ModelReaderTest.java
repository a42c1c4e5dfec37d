package org.pollex.hardware.robot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.geometry.Pose;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.hardware.kinematics.KinematicChain;

class ModelReaderTest {
  private static final String URDF =
      """
      <robot name="two">
        <link name="base"/><link name="upper"/><link name="lower"/><link name="tool"/>
        <joint name="a" type="revolute"><parent link="base"/><child link="upper"/>
          <origin xyz="0 0 0.3" rpy="0 0 1.5707963267948966"/><axis xyz="0 0 2"/>
          <limit lower="-1" upper="2" velocity="3" effort="40"/></joint>
        <joint name="b" type="prismatic"><parent link="upper"/><child link="lower"/>
          <origin xyz="1 0 0" rpy="0.1 0.2 0.3"/><axis xyz="1 0 0"/>
          <limit lower="0" upper="0.5"/></joint>
        <joint name="t" type="fixed"><parent link="lower"/><child link="tool"/>
          <origin xyz="0 0 0.1"/></joint>
      </robot>
      """;

  private static final String MJCF =
      """
      <mujoco model="two">
        <compiler angle="radian" eulerseq="XYZ"/>
        <default><default class="arm"><joint axis="0 0 1" range="-1 2"/></default></default>
        <worldbody>
          <frame pos="0 0 0.3">
            <body name="base" childclass="arm">
              <body name="upper" euler="0 0 1.5707963267948966">
                <joint name="a"/>
                <body name="lower" pos="1 0 0" euler="0.1 0.2 0.3">
                  <joint name="b" type="slide" axis="1 0 0" range="0 0.5"/>
                  <site name="tool" pos="0 0 0.1"/>
                </body>
              </body>
            </body>
          </frame>
        </worldbody>
      </mujoco>
      """;

  private static RobotModel urdf(String text) {
    return UrdfReader.read(text.getBytes(StandardCharsets.UTF_8), "test.urdf");
  }

  private static RobotModel mjcf(String text) {
    return MjcfReader.read(text.getBytes(StandardCharsets.UTF_8), "test.xml");
  }

  @Test
  void bothFormatsTellTheSameArm() {
    KinematicChain one = KinematicChain.between(urdf(URDF), "base", "tool");
    KinematicChain other = KinematicChain.between(mjcf(MJCF), "world", "tool");
    assertEquals(3, one.joints().get(0).velocity());
    for (double[] q : new double[][] {{0, 0}, {0.7, 0.4}, {-1, 0.1}}) {
      Pose a = one.forward(q);
      Pose b = other.forward(q);
      assertEquals(0, a.position().distance(b.position()), 1e-12);
      assertEquals(0, a.rotation().angleTo(b.rotation()), 1e-9);
    }
    assertEquals(-1, other.lower(0));
    assertEquals(2, other.upper(0));
  }

  @Test
  void aJointTurnsAboutItsAnchor() {
    RobotModel model =
        mjcf(
            """
            <mujoco><worldbody><body name="door">
              <joint name="hinge" pos="1 0 0" axis="0 0 1"/>
              <site name="knob" pos="0 0 0"/></body></worldbody></mujoco>
            """);
    Pose turned = KinematicChain.between(model, "world", "knob").forward(new double[] {Math.PI});
    assertEquals(0, turned.position().distance(new Vec3(2, 0, 0)), 1e-12);
  }

  @Test
  void documentTypesCirclesAndUnknownNamesAreRefused() {
    assertThrows(
        BadInputException.class,
        () -> urdf("<!DOCTYPE r [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><robot>&e;</robot>"));
    assertThrows(
        BadInputException.class,
        () -> urdf(URDF.replace("<child link=\"upper\"/>", "<child link=\"base\"/>")));
    BadInputException unknown =
        assertThrows(
            BadInputException.class, () -> KinematicChain.between(urdf(URDF), "base", "toool"));
    assertTrue(unknown.getMessage().contains("tool"), unknown.getMessage());
  }

  @Test
  void includesStayBelowTheModelsFolder(@TempDir Path folder) throws IOException {
    Path main = folder.resolve("main.xml");
    Files.writeString(folder.resolve("arm.xml"), MJCF);
    Files.writeString(main, "<mujoco><include file=\"arm.xml\"/></mujoco>");
    assertEquals(2, ModelFiles.read(main).joints().size());
    Files.writeString(main, "<mujoco><include file=\"../arm.xml\"/></mujoco>");
    assertThrows(BadInputException.class, () -> ModelFiles.read(main));
    Files.writeString(main, "<mujoco><include file=\"main.xml\"/></mujoco>");
    assertThrows(BadInputException.class, () -> ModelFiles.read(main));
  }

  /** Damaged files are refused in words; nothing else comes out. */
  @Test
  void damagedModelsAreReadOrRefused() {
    long seed = 7;
    SplittableRandom random = new SplittableRandom(seed);
    int refused = 0;
    for (int round = 0; round < 4000; round++) {
      StringBuilder text = new StringBuilder(round % 2 == 0 ? URDF : MJCF);
      for (int k = random.nextInt(1, 4); k > 0; k--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(at, (char) random.nextInt(32, 127));
          case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(1, 20)));
          default -> text.insert(at, text.substring(at, Math.min(text.length(), at + 15)));
        }
      }
      try {
        RobotModel model = round % 2 == 0 ? urdf(text.toString()) : mjcf(text.toString());
        assertTrue(model.frames().size() <= 50, "seed " + seed);
      } catch (BadInputException e) {
        refused++;
      }
    }
    assertTrue(refused > 1000, refused + " refused, seed " + seed);
  }
}
