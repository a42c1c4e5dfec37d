package org.pollex.datasets.episode;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.world.StreamSpec;

/** How pictures lie in a journal: losslessly compressed (zlib), each on its own. */
final class PictureCodec {
  /** Rows from this size on, of two axes or more, are pictures. */
  private static final int LEAST_BYTES = 4 << 10;

  private PictureCodec() {}

  /** True if rows of a stream are recorded as pictures. */
  static boolean isPicture(StreamSpec stream) {
    return stream.shape().size() >= 2 && StreamLayout.rowBytes(stream) >= LEAST_BYTES;
  }

  static byte[] compress(byte[] row) {
    try (Deflater deflater = new Deflater(Deflater.BEST_SPEED)) {
      deflater.setInput(row);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream(row.length / 2);
      byte[] part = new byte[16 << 10];
      while (!deflater.finished()) {
        out.write(part, 0, deflater.deflate(part));
      }
      return out.toByteArray();
    }
  }

  /** Decompresses into a block; never more than the row has. */
  static void decompress(byte[] compressed, byte[] block, int at, int rowBytes) {
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(compressed);
      int n = 0;
      int more = 1;
      while (n < rowBytes && more > 0) {
        more = inflater.inflate(block, at + n, rowBytes - n);
        n += more;
      }
      if (n < rowBytes || inflater.inflate(new byte[1]) > 0) {
        throw damaged("not of " + rowBytes + " bytes");
      }
    } catch (DataFormatException e) {
      Arrays.fill(block, at, at + rowBytes, (byte) 0);
      throw damaged(e.getMessage());
    }
  }

  private static BadInputException damaged(String how) {
    return new BadInputException(
        "a picture of the journal cannot be decompressed: " + how,
        "The journal was written by a newer Pollex; read it with that version.");
  }
}
