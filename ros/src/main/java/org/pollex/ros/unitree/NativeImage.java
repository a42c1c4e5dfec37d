package org.pollex.ros.unitree;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pollex.datasets.message.FieldDefinition;
import org.pollex.datasets.message.FieldDefinition.Array;
import org.pollex.datasets.message.Message;
import org.pollex.datasets.message.MessageDefinition;
import org.pollex.datasets.message.Primitive;
import org.pollex.datasets.message.Serialization;

/**
 * Messages as a C compiler lays them out in memory, little-endian: every number at a multiple of
 * its size, a structure at a multiple of its largest member's alignment and as long as one of those
 * multiples, the gaps zero. CDR differs: there a nested structure is not aligned as a whole.
 *
 * <p>Only numbers, fixed arrays of them and of structures: what has a size that is known
 * beforehand.
 */
final class NativeImage {
  private final Struct root;
  private final ByteBuffer image;

  /** A field's place: {@code struct} is null for numbers. */
  private record Slot(
      FieldDefinition field, Optional<Primitive> number, Struct struct, int count, int offset) {}

  private record Struct(List<Slot> slots, int size, int alignment) {}

  NativeImage(String name, Map<String, MessageDefinition> definitions) {
    root = struct(MessageDefinition.plain(name), definitions);
    image = ByteBuffer.allocate(root.size()).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static Struct struct(String name, Map<String, MessageDefinition> definitions) {
    List<Slot> slots = new ArrayList<>();
    int at = 0;
    int widest = 1;
    for (FieldDefinition field : definitions.get(name).fields()) {
      if (field.array() != Array.NONE && field.array() != Array.FIXED) {
        throw new IllegalArgumentException(name + "." + field.name() + " has no fixed size");
      }
      int count = field.array() == Array.FIXED ? field.size() : 1;
      Optional<Primitive> number = Primitive.named(field.type(), Serialization.CDR);
      Struct inner = number.isPresent() ? null : struct(field.type(), definitions);
      int size = number.map(Primitive::bytes).orElseGet(() -> inner.size());
      int alignment = number.map(Primitive::bytes).orElseGet(() -> inner.alignment());
      at = roundUp(at, alignment);
      slots.add(new Slot(field, number, inner, count, at));
      at += count * size;
      widest = Math.max(widest, alignment);
    }
    return new Struct(slots, roundUp(at, widest), widest);
  }

  private static int roundUp(int value, int multiple) {
    return (value + multiple - 1) / multiple * multiple;
  }

  /** Returns the size of the structure, bytes. */
  int size() {
    return root.size();
  }

  /** Lays a message out; the buffer is used again for the next one. */
  ByteBuffer of(Message message) {
    write(root, 0, message);
    return image;
  }

  private void write(Struct struct, int base, Message message) {
    for (Slot slot : struct.slots()) {
      Object value = message.get(slot.field().name());
      int at = base + slot.offset();
      if (slot.number().isPresent()) {
        numbers(slot.number().get(), at, value);
      } else if (value instanceof Message one) {
        write(slot.struct(), at, one);
      } else {
        Message[] all = (Message[]) value;
        for (int i = 0; i < all.length; i++) {
          write(slot.struct(), at + i * slot.struct().size(), all[i]);
        }
      }
    }
  }

  private void numbers(Primitive kind, int at, Object value) {
    switch (value) {
      case byte[] v -> image.put(at, v);
      case short[] v -> {
        for (int i = 0; i < v.length; i++) {
          image.putShort(at + 2 * i, v[i]);
        }
      }
      case int[] v -> {
        for (int i = 0; i < v.length; i++) {
          image.putInt(at + 4 * i, v[i]);
        }
      }
      case float[] v -> {
        for (int i = 0; i < v.length; i++) {
          image.putFloat(at + 4 * i, v[i]);
        }
      }
      case Float v -> image.putFloat(at, v);
      case Number v -> {
        switch (kind.bytes()) {
          case 1 -> image.put(at, v.byteValue());
          case 2 -> image.putShort(at, v.shortValue());
          default -> image.putInt(at, v.intValue());
        }
      }
      default -> throw new IllegalArgumentException(value + " has no place in a C structure here");
    }
  }
}
