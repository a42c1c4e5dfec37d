package org.pollex.retrieval.language;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.pollex.errors.BadInputException;
import org.pollex.errors.MissingPrerequisiteException;

/**
 * Sentences as unit vectors whose dot product measures likeness of meaning: the sentence
 * transformer all-MiniLM-L6-v2 (384 numbers, 8-bit weights), run by ONNX Runtime inside this JVM.
 * Nothing is downloaded: model and vocabulary come from the class path.
 *
 * <p>Loading takes about half a second and 100 MB, so make one and keep it. Calls are serialised.
 */
public final class SentenceEmbedder implements AutoCloseable {
  /** Length of a vector. */
  public static final int DIMENSIONS = 384;

  /** What the vectors were made with; vectors of different models must not be compared. */
  public static final String MODEL = "all-MiniLM-L6-v2-q";

  private static final String WEIGHTS = "/all-minilm-l6-v2-q.onnx";
  private static final String VOCABULARY = "/all-minilm-l6-v2-q-tokenizer.json";
  private static final int MAX_CHARACTERS = 2_000;

  /**
   * Stack for loading, bytes: on the usual megabyte ONNX Runtime recurses too deep when the command
   * line is long, and the JVM ends without a word.
   */
  private static final long LOADING_STACK = 64L << 20;

  private final HuggingFaceTokenizer tokenizer;
  private final OrtSession session;

  /** Loads tokenizer and model. */
  public SentenceEmbedder() {
    // The tokenizer is only ever given a stream; without this it looks for newer native libraries.
    System.setProperty("ai.djl.offline", System.getProperty("ai.djl.offline", "true"));
    try (InputStream vocabulary = resource(VOCABULARY);
        InputStream weights = resource(WEIGHTS);
        OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      tokenizer =
          HuggingFaceTokenizer.newInstance(
              vocabulary, Map.of("maxLength", "128", "truncation", "true", "padding", "false"));
      options.setIntraOpNumThreads(1);
      session = load(weights.readAllBytes(), options);
    } catch (IOException | OrtException | UnsatisfiedLinkError e) {
      throw new MissingPrerequisiteException(
          "the sentence model did not load: " + e.getMessage(),
          "Check that this platform is 64-bit Linux, macOS or Windows and that the user's cache"
              + " directory is writable",
          e);
    }
  }

  /** Makes the session on a thread of its own, whose stack is deep enough for it. */
  private static OrtSession load(byte[] model, OrtSession.SessionOptions options)
      throws OrtException {
    FutureTask<OrtSession> loading =
        new FutureTask<>(() -> OrtEnvironment.getEnvironment().createSession(model, options));
    new Thread(null, loading, "sentence model", LOADING_STACK).start();
    try {
      return loading.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof OrtException refused) {
        throw refused;
      }
      throw new IllegalStateException("the sentence model did not load", failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the sentence model loaded", interrupted);
    }
  }

  private static InputStream resource(String name) throws IOException {
    InputStream stream = SentenceEmbedder.class.getResourceAsStream(name);
    if (stream == null) {
      throw new IOException(name + " is not on the class path");
    }
    return stream;
  }

  /**
   * Embeds one sentence: mean of the token vectors, scaled to length 1.
   *
   * @param sentence not blank, at most 2,000 characters; beyond 128 tokens it is cut off
   */
  public synchronized float[] embed(String sentence) {
    if (sentence.isBlank() || sentence.length() > MAX_CHARACTERS) {
      throw new BadInputException(
          "an instruction of " + sentence.length() + " characters",
          "Give 1 to " + MAX_CHARACTERS + " characters of text");
    }
    Encoding tokens = tokenizer.encode(sentence);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try {
      inputs.put("input_ids", row(environment, tokens.getIds()));
      inputs.put("attention_mask", row(environment, tokens.getAttentionMask()));
      inputs.put("token_type_ids", row(environment, tokens.getTypeIds()));
      try (OrtSession.Result result = session.run(inputs)) {
        float[][][] hidden = (float[][][]) result.get(0).getValue();
        return unitMean(hidden[0]);
      }
    } catch (OrtException e) {
      throw new IllegalStateException("the sentence model failed on '" + sentence + "'", e);
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static OnnxTensor row(OrtEnvironment environment, long[] values) throws OrtException {
    return OnnxTensor.createTensor(environment, new long[][] {values});
  }

  private static float[] unitMean(float[][] tokens) {
    float[] mean = new float[DIMENSIONS];
    for (float[] token : tokens) {
      for (int k = 0; k < DIMENSIONS; k++) {
        mean[k] += token[k];
      }
    }
    double squared = 0;
    for (float m : mean) {
      squared += (double) m * m;
    }
    double length = Math.sqrt(squared);
    for (int k = 0; k < DIMENSIONS; k++) {
      mean[k] /= (float) length;
    }
    return mean;
  }

  /** Likeness of two unit vectors, -1 to 1. */
  public static double cosine(float[] a, float[] b) {
    double dot = 0;
    for (int k = 0; k < DIMENSIONS; k++) {
      dot += (double) a[k] * b[k];
    }
    return dot;
  }

  /** Frees the native model. */
  @Override
  public synchronized void close() {
    tokenizer.close();
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the sentence model did not close", e);
    }
  }
}
