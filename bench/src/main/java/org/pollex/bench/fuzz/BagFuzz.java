package org.pollex.bench.fuzz;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.Set;
import org.pollex.datasets.bag.Bag;
import org.pollex.datasets.bag.BagMessage;

/** Arbitrary bytes as a bag of any container; what is read of it is decoded. */
public final class BagFuzz {
  private static final int MOST = 1000;

  private BagFuzz() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    Parsed.asFile(data, ".bag", BagFuzz::read);
  }

  private static void read(Path file) {
    try (Bag bag = Bag.open(file)) {
      int n = 0;
      for (Iterator<BagMessage> all = bag.messages(Set.of()); all.hasNext() && n < MOST; n++) {
        BagMessage message = all.next();
        message.decode(message.connection().codec());
      }
    }
  }
}
