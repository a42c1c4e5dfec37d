package org.pollex.bench.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.pollex.datasets.message.Message;
import org.pollex.datasets.message.MessageCodec;
import org.pollex.datasets.message.Serialization;
import org.pollex.errors.PollexException;

/** Arbitrary text as a definition, up to the first zero byte, and what follows as its message. */
public final class MessageFuzz {
  private MessageFuzz() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    int zero = 0;
    while (zero < data.length && data[zero] != 0) {
      zero++;
    }
    String text = new String(data, 0, zero, StandardCharsets.UTF_8);
    byte[] bytes = Arrays.copyOfRange(data, Math.min(zero + 1, data.length), data.length);
    for (Serialization serialization : Serialization.values()) {
      try {
        MessageCodec codec = MessageCodec.of("fuzz/Root", text, serialization);
        Message message = codec.decode(bytes);
        codec.encode(message);
      } catch (PollexException refused) {
        // What is no such message shall be refused.
      }
    }
  }
}
