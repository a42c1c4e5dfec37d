package org.pollex.datasets.exchange;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.source.EpisodeSource;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

/**
 * How much a codec changed pictures: PSNR = 10 log10(255² / MSE), dB, over all pixels of a stream,
 * and of its worst picture.
 */
final class PictureQuality {
  private static final double BRIGHTEST = 255;

  private double squares;
  private double values;
  private double worst;

  private PictureQuality() {}

  /** A line for each stream of pictures in {@code after}, which has the episodes of the other. */
  static List<String> of(EpisodeSource before, EpisodeSource after) {
    Map<String, PictureQuality> streams = new TreeMap<>();
    Iterator<Episode> written = after.iterator();
    for (Episode episode : before) {
      Episode other = written.next();
      for (StreamSpec spec : other.specs()) {
        if (LeRobotWriter.asVideo(spec)) {
          streams
              .computeIfAbsent(spec.name(), fresh -> new PictureQuality())
              .add(episode.stream(spec.name()), other.stream(spec.name()));
        }
      }
    }
    List<String> lines = new ArrayList<>();
    streams.forEach(
        (name, q) ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "%s: PSNR %.1f dB, worst picture %.1f dB",
                    name,
                    psnr(q.squares / q.values),
                    psnr(q.worst))));
    return lines;
  }

  private static double psnr(double meanSquare) {
    return 10 * Math.log10(BRIGHTEST * BRIGHTEST / meanSquare);
  }

  private void add(Tensor before, Tensor after) {
    ByteBuffer a = before.bytes();
    ByteBuffer b = after.bytes();
    int pixels = a.remaining() / before.shape()[0];
    while (a.hasRemaining()) {
      long sum = 0;
      for (int i = 0; i < pixels; i++) {
        int difference = (a.get() & 0xff) - (b.get() & 0xff);
        sum += (long) difference * difference;
      }
      squares += sum;
      values += pixels;
      worst = Math.max(worst, (double) sum / pixels);
    }
  }
}
