package org.pollex.datasets.exchange;

import java.lang.foreign.MemorySegment;
import org.pollex.datasets.rows.RowScratch;
import org.pollex.datasets.rows.StoredRows;
import org.pollex.datasets.video.VideoDecoders;
import org.pollex.datasets.video.VideoFile;

/**
 * Frames of a video as rows.
 *
 * @param frames of the file, by row
 */
record VideoRows(VideoFile file, int[] frames, int rowBytes) implements StoredRows {
  @Override
  public void copy(int row, MemorySegment target, long at, RowScratch scratch) {
    scratch
        .own(VideoDecoders.class, VideoDecoders::new)
        .of(file)
        .frame(file, frames[row], target, at);
  }
}
