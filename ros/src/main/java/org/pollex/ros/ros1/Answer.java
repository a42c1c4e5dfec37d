package org.pollex.ros.ros1;

import java.io.IOException;
import java.util.List;

/**
 * What the master or a node answers to a call.
 *
 * @param code 1 done, 0 failed, -1 refused
 */
record Answer(int code, String message, Object value) {
  static Answer of(String method, Object answer) throws IOException {
    if (answer instanceof List<?> list
        && list.size() == 3
        && list.get(0) instanceof Integer code
        && list.get(1) instanceof String message) {
      return new Answer(code, message, list.get(2));
    }
    throw new IOException(method + " was answered " + answer + ", not [code, message, value]");
  }
}
