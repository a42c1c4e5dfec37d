package org.pollex.metaworld.world;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.pollex.errors.BadInputException;
import org.pollex.metaworld.MetaworldEnv;
import org.pollex.mujoco.MuJoCo;

/** The bytes of a slot's exact state: who made it, what began it, what it has come to. */
final class SlotStates {
  /** A list of numbers longer than this is none of a state's. */
  private static final int LONGEST = 10_000;

  private SlotStates() {}

  /** Decoded bytes. */
  record Decoded(String task, MetaworldEnv.Snapshot snapshot, double[] state39) {
    void restore(Slot slot) {
      MuJoCo.run(() -> slot.env.restore(snapshot));
      System.arraycopy(state39, 0, slot.state39, 0, slot.state39.length);
      slot.over = snapshot.steps() >= MetaworldEnv.HORIZON;
    }
  }

  static byte[] encode(Slot slot, NativeOptions options) {
    MetaworldEnv.Snapshot saved = MuJoCo.call(slot.env::save);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(identity(options));
      out.writeUTF(slot.env.spec().id());
      out.writeInt(saved.steps());
      out.writeDouble(saved.memory());
      write(out, saved.randVec());
      write(out, saved.previous());
      write(out, saved.state());
      write(out, slot.state39);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  static Decoded decode(byte[] bytes, NativeOptions options) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      String identity = in.readUTF();
      if (!identity.equals(identity(options))) {
        throw new BadInputException(
            "a state of another world: " + identity,
            "States of this world are: " + identity(options));
      }
      String task = in.readUTF();
      int steps = in.readInt();
      double memory = in.readDouble();
      double[] randVec = read(in);
      double[] previous = read(in);
      double[] state = read(in);
      return new Decoded(
          task, new MetaworldEnv.Snapshot(randVec, steps, memory, previous, state), read(in));
    } catch (IOException torn) {
      throw new BadInputException(
          "these bytes are no state of a slot: " + torn.getMessage(), "Take a new snapshot.");
    }
  }

  private static void write(DataOutputStream out, double[] numbers) throws IOException {
    out.writeInt(numbers.length);
    for (double number : numbers) {
      out.writeDouble(number);
    }
  }

  private static double[] read(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > LONGEST) {
      throw new IOException("a list of " + length + " numbers");
    }
    double[] numbers = new double[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = in.readDouble();
    }
    return numbers;
  }

  private static String identity(NativeOptions options) {
    return "metaworld native, MuJoCo "
        + MuJoCo.require()
        + ", reward "
        + options.reward()
        + (options.goalHidden() ? ", goal hidden" : "");
  }
}
