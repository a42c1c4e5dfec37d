package org.pollex.datasets.bag;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.pollex.errors.BadInputException;

/** The records of one chunk of a ROS 1 bag. */
final class Rosbag1Records {
  private static final int OP = 'o' | 'p' << 8 | '=' << 16;
  private static final long NANOS = 1_000_000_000L;

  private final byte[] block;
  private final ByteBuffer in;

  Rosbag1Records(byte[] block) {
    this.block = block;
    this.in = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
  }

  List<BagMessage> messages(
      Map<Integer, Connection> connections, BiConsumer<Map<String, Block>, byte[]> described) {
    List<BagMessage> messages = new ArrayList<>();
    int at = 0;
    while (at < block.length) {
      int header = length(at);
      int data = length(at + 4 + header);
      int start = at + 8 + header;
      Head head = head(at + 4, header);
      if (head.opcode == Rosbag1.connectionOpcode()) {
        described.accept(
            Rosbag1.headerFields(new Block(block, at + 4, header)),
            java.util.Arrays.copyOfRange(block, start, start + data));
      } else if (head.opcode == Rosbag1.messageOpcode()) {
        Connection connection = connections.get(head.connection);
        if (connection == null) {
          throw damaged("a message belongs to a connection that was not described");
        }
        messages.add(new BagMessage(connection, head.time, head.time, block, start, data));
      }
      at = start + data;
    }
    return messages;
  }

  private int length(int at) {
    if (at > block.length - 4) {
      throw damaged("a record in a chunk is cut off");
    }
    int length = in.getInt(at);
    if (length < 0 || length > block.length - at - 4) {
      throw damaged("a record in a chunk is longer than the chunk");
    }
    return length;
  }

  private static BadInputException damaged(String what) {
    return new BadInputException(what, "The bag is damaged; recover what is whole.");
  }

  private record Head(int opcode, int connection, long time) {}

  /** The three fields of a message, without making texts of their names. */
  private Head head(int from, int length) {
    int opcode = -1;
    int connection = -1;
    long time = 0;
    int end = from + length;
    for (int at = from; at < end; ) {
      int n = length(at);
      at += 4;
      if (n > end - at) {
        throw damaged("a field is longer than its record");
      }
      if (n == 4 && (in.getInt(at) & 0xffffff) == OP) {
        opcode = block[at + 3];
      } else if (n == 9 && block[at] == 'c' && block[at + 1] == 'o' && block[at + 4] == '=') {
        connection = in.getInt(at + 5);
      } else if (n == 13 && block[at] == 't' && block[at + 1] == 'i' && block[at + 4] == '=') {
        time = (in.getInt(at + 5) & 0xffffffffL) * NANOS + (in.getInt(at + 9) & 0xffffffffL);
      }
      at += n;
    }
    return new Head(opcode, connection, time);
  }
}
