package org.pollex.learning.graph;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The pickle of a TorchScript module {@code __torch__.M} with float32 parameters, as libtorch and
 * Python's {@code torch.jit.load} read it: an object whose attributes are tensors that point to
 * storages in the archive. Written byte by byte; nothing here reads pickles.
 */
final class ModulePickle {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private ModulePickle() {}

  /** Returns the pickle; parameter {@code i}'s storage is the archive's {@code data/i}. */
  static byte[] of(List<String> attributes, List<Parameter> parameters) {
    ModulePickle pickle = new ModulePickle();
    pickle.byteOf(0x80).byteOf(2).global("__torch__", "M").op(')').byteOf(0x81).op('}').op('(');
    pickle.text("training").byteOf(0x89);
    for (int i = 0; i < parameters.size(); i++) {
      pickle.text(attributes.get(i)).tensor(Integer.toString(i), parameters.get(i));
    }
    return pickle.op('u').op('b').op('.').out.toByteArray();
  }

  private ModulePickle byteOf(int value) {
    out.write(value);
    return this;
  }

  private ModulePickle op(char code) {
    return byteOf(code);
  }

  private ModulePickle global(String module, String name) {
    op('c');
    out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  private ModulePickle text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return op('X').int32(bytes.length).raw(bytes);
  }

  private ModulePickle raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  private ModulePickle int32(int value) {
    return raw(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
  }

  private ModulePickle number(int value) {
    return op('J').int32(value);
  }

  /** A call of {@code torch._utils._rebuild_tensor_v2} on a storage of the archive. */
  private void tensor(String key, Parameter parameter) {
    global("torch._utils", "_rebuild_tensor_v2").op('(');
    op('(').text("storage").global("torch", "FloatStorage").text(key).text("cpu");
    number(parameter.size()).op('t').op('Q');
    number(0);
    List<Integer> shape = parameter.shape();
    op('(');
    shape.forEach(this::number);
    op('t').op('(');
    for (int axis = 0; axis < shape.size(); axis++) {
      number(shape.subList(axis + 1, shape.size()).stream().reduce(1, Math::multiplyExact));
    }
    op('t').byteOf(0x89).global("collections", "OrderedDict").op(')').op('R').op('t').op('R');
  }
}
