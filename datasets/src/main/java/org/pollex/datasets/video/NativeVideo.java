package org.pollex.datasets.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_max_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.Loader;
import org.pollex.errors.BadInputException;
import org.pollex.errors.MissingPrerequisiteException;

/** Loads FFmpeg's libraries once, silent and with a bound for every single allocation. */
final class NativeVideo {
  private static final long MOST_BYTES_AT_ONCE = 512L << 20;

  private NativeVideo() {}

  /**
   * Makes the libraries usable; later calls cost nothing.
   *
   * @throws MissingPrerequisiteException if they are not there for this platform
   */
  static void load() {
    try {
      Loaded.touch();
    } catch (LinkageError e) {
      throw new MissingPrerequisiteException(
          "FFmpeg's libraries for " + Loader.getPlatform() + " cannot be loaded: " + e.getMessage(),
          "Use a 64-bit Linux with glibc; or convert with pictures as PNG (--images png).",
          e);
    }
  }

  /** Initialized by its first use, by one thread. */
  private static final class Loaded {
    static {
      quietEncoder();
      Loader.load(avcodec.class);
      Loader.load(avformat.class);
      Loader.load(swscale.class);
      av_log_set_level(AV_LOG_QUIET);
      av_max_alloc(MOST_BYTES_AT_ONCE);
    }

    /** SVT-AV1 takes its level of messages from the environment alone: errors. */
    @SuppressWarnings("restricted")
    private static void quietEncoder() {
      Linker linker = Linker.nativeLinker();
      linker
          .defaultLookup()
          .find("setenv")
          .ifPresent(
              address -> {
                FunctionDescriptor signature =
                    FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT);
                MethodHandle setenv = linker.downcallHandle(address, signature);
                try (Arena arena = Arena.ofConfined()) {
                  int answer =
                      (int)
                          setenv.invokeExact(
                              arena.allocateFrom("SVT_LOG"), arena.allocateFrom("1"), 0);
                  if (answer != 0) {
                    throw new IllegalStateException("setenv answered " + answer);
                  }
                } catch (Throwable e) {
                  throw new LinkageError("setenv", e);
                }
              });
    }

    private static void touch() {
      // Whoever calls this has run the initializer above.
    }
  }

  /** An answer below zero is a refusal. */
  static int require(int answer, Path file, String doing) {
    if (answer < 0) {
      throw damaged(file, doing + ": " + text(answer));
    }
    return answer;
  }

  /** What an answer below zero means. */
  static String text(int answer) {
    byte[] text = new byte[128];
    av_strerror(answer, text, text.length);
    return new String(text, StandardCharsets.UTF_8).replaceFirst("\\x00.*", "");
  }

  static BadInputException damaged(Path file, String what) {
    return new BadInputException(
        file + ": " + what,
        "Allowed: whole MP4 files with one AV1, H.264 or HEVC stream whose pictures have the"
            + " declared size.");
  }
}
