package org.pollex.datasets.exchange;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.pollex.datasets.rows.RowScratch;
import org.pollex.datasets.rows.StoredRows;

/**
 * PNG pictures as rows.
 *
 * @param where what to name in a refusal
 * @param first the picture of row 0
 */
record PngRows(String where, PictureSpool spool, int first, LeRobotFeature feature, int rowBytes)
    implements StoredRows {
  @Override
  public void copy(int row, MemorySegment target, long at, RowScratch scratch) {
    byte[] file = spool.read(first + row);
    if (scratch.own(PlainPng.class, PlainPng::new).decode(file, feature, target, at)) {
      return;
    }
    ByteBuffer out = ByteBuffer.allocate(rowBytes);
    PngPicture.decode(where, file, feature.height(), feature.width(), out);
    MemorySegment.copy(MemorySegment.ofBuffer(out.flip()), 0, target, at, rowBytes);
  }
}
