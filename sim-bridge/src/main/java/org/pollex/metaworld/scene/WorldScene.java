package org.pollex.metaworld.scene;

import java.lang.foreign.MemorySegment;
import org.pollex.mujoco.DoubleArray;
import org.pollex.mujoco.MjContacts;
import org.pollex.mujoco.MjData;
import org.pollex.mujoco.MjModel;
import org.pollex.mujoco.MjObject;

/**
 * A scene in MuJoCo: one world, and a variant of the model whose bodies and sites it may move
 * without moving those of other worlds.
 */
public final class WorldScene implements Scene, AutoCloseable {
  private final MjModel model;
  private final MjData data;
  private final MjContacts contacts;
  private final int leftPad;
  private final int rightPad;

  /**
   * Makes a world.
   *
   * @param shared the scene's model, of which this world copies only what it edits
   */
  public WorldScene(MjModel shared) {
    model = shared.variant("body_pos", "site_pos", "geom_group");
    data = model.newData();
    contacts = data.contacts();
    leftPad = model.id(MjObject.GEOM, "leftpad_geom");
    rightPad = model.id(MjObject.GEOM, "rightpad_geom");
    data.forward();
  }

  /** Returns the world's state. */
  public MjData data() {
    return data;
  }

  /** Returns the world's own variant of the model. */
  public MjModel model() {
    return model;
  }

  @Override
  public Frame body(String name) {
    int id = model.id(MjObject.BODY, name);
    return new Frame(
        id, row(data.xpos(), id), row(data.doubles("xmat"), id), row(data.xquat(), id));
  }

  @Override
  public Frame site(String name) {
    int id = model.id(MjObject.SITE, name);
    return new Frame(id, row(data.siteXpos(), id), row(data.doubles("site_xmat"), id), null);
  }

  @Override
  public Frame geom(String name) {
    int id = model.id(MjObject.GEOM, name);
    return new Frame(id, row(data.geomXpos(), id), row(data.geomXmat(), id), null);
  }

  @Override
  public Mount bodyMount(String name) {
    return new Place(model.doubles("body_pos"), model.id(MjObject.BODY, name));
  }

  @Override
  public Mount siteMount(String name) {
    return new Place(model.doubles("site_pos"), model.id(MjObject.SITE, name));
  }

  @Override
  public int positionIndex(String joint) {
    return model.qposAddress(joint);
  }

  @Override
  public int velocityIndex(String joint) {
    return model.dofAddress(joint);
  }

  @Override
  public double position(int index) {
    return data.qpos().get(index);
  }

  @Override
  public void setPosition(int index, double value) {
    data.qpos().set(index, value);
  }

  @Override
  public void setVelocity(int index, double value) {
    data.qvel().set(index, value);
  }

  @Override
  public void step(int count) {
    data.step(count);
  }

  @Override
  public void forward() {
    data.forward();
  }

  @Override
  public boolean heldByBothPads(int geom) {
    boolean left = false;
    boolean right = false;
    double leftForce = 0;
    double rightForce = 0;
    for (int i = 0; i < contacts.size(); i++) {
      int a = contacts.geom1(i);
      int b = contacts.geom2(i);
      if (a == geom || b == geom) {
        int other = a == geom ? b : a;
        if (other == leftPad) {
          left = true;
          leftForce += force(i);
        } else if (other == rightPad) {
          right = true;
          rightForce += force(i);
        }
      }
    }
    return left && right && leftForce > 0 && rightForce > 0;
  }

  /** A contact without a force of its own reads the last force, as a negative index does. */
  private double force(int contact) {
    int row = contacts.constraintAddress(contact);
    return contacts.constraintForce(row < 0 ? contacts.constraintCount() - 1 : row);
  }

  @Override
  public void close() {
    data.close();
    model.close();
  }

  private static MemorySegment row(DoubleArray table, int row) {
    long bytes = 8L * table.columns();
    return table.memory().asSlice(row * bytes, bytes);
  }

  private record Place(DoubleArray table, int row) implements Mount {
    @Override
    public void place(double x, double y, double z) {
      table.set3(row, x, y, z);
    }

    @Override
    public Vec3 read(Vec3 into) {
      return into.set(table.get(row, 0), table.get(row, 1), table.get(row, 2));
    }
  }
}
