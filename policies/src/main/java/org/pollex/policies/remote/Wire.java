package org.pollex.policies.remote;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.ActionSpec;
import org.pollex.hardware.world.Observation;
import org.pollex.policies.remote.v1.Channel;
import org.pollex.policies.remote.v1.Stream;

/** The house's values as messages of policy.v1 and back; tensors share their bytes. */
final class Wire {
  private Wire() {}

  static org.pollex.policies.remote.v1.Observation encode(long session, Observation observation) {
    var message =
        org.pollex.policies.remote.v1.Observation.newBuilder()
            .setSession(session)
            .setStep(observation.step())
            .setStampNs(observation.stampNanos());
    observation
        .streams()
        .forEach(
            (name, tensor) -> {
              Stream.Builder stream =
                  message
                      .addStreamsBuilder()
                      .setName(name)
                      .setDtype(tensor.dtype().numpyName())
                      .setData(UnsafeByteOperations.unsafeWrap(tensor.bytes()));
              for (int size : tensor.shape()) {
                stream.addShape(size);
              }
            });
    return message.build();
  }

  static Observation decode(org.pollex.policies.remote.v1.Observation message) {
    Map<String, Tensor> streams = new LinkedHashMap<>();
    for (Stream stream : message.getStreamsList()) {
      int[] shape = stream.getShapeList().stream().mapToInt(Integer::intValue).toArray();
      streams.put(
          stream.getName(),
          Tensor.wrap(
              DType.named(stream.getDtype()), shape, stream.getData().asReadOnlyByteBuffer()));
    }
    return new Observation(message.getStep(), message.getStampNs(), streams);
  }

  static org.pollex.policies.remote.v1.ActionSpec encode(ActionSpec spec) {
    var message =
        org.pollex.policies.remote.v1.ActionSpec.newBuilder()
            .setKind(spec.kind().name())
            .setFrame(spec.frame())
            .setRateHz(spec.rateHz());
    for (ActionSpec.Channel channel : spec.channels()) {
      message.addChannels(
          Channel.newBuilder()
              .setName(channel.name())
              .setUnit(channel.unit())
              .setScale(channel.scale())
              .setLow(channel.low())
              .setHigh(channel.high()));
    }
    return message.build();
  }

  static ActionSpec decode(org.pollex.policies.remote.v1.ActionSpec message) {
    return new ActionSpec(
        ActionSpec.Kind.valueOf(message.getKind()),
        message.getFrame(),
        message.getChannelsList().stream()
            .map(
                channel ->
                    new ActionSpec.Channel(
                        channel.getName(),
                        channel.getUnit(),
                        channel.getScale(),
                        channel.getLow(),
                        channel.getHigh()))
            .toList(),
        message.getRateHz());
  }

  static ByteString encode(float[][] actions) {
    int dimension = actions[0].length;
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * actions.length * dimension)
            .order(ByteOrder.LITTLE_ENDIAN);
    for (float[] action : actions) {
      for (float value : action) {
        bytes.putFloat(value);
      }
    }
    return UnsafeByteOperations.unsafeWrap(bytes.flip());
  }

  static float[][] decode(ByteString data, int steps) {
    FloatBuffer values = data.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    float[][] actions = new float[steps][values.remaining() / steps];
    for (float[] action : actions) {
      values.get(action);
    }
    return actions;
  }
}
