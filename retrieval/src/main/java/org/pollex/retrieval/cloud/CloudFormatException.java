package org.pollex.retrieval.cloud;

/** What is wrong inside a cloud file; the reader adds the file's name. */
final class CloudFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  CloudFormatException(String problem, String remedy) {
    super(problem);
    this.remedy = remedy;
  }

  static CloudFormatException truncated(long needed, long there) {
    return new CloudFormatException(
        "it is truncated: its header announces " + needed + " bytes of data, " + there + " follow",
        "Copy or export the file again");
  }

  String remedy() {
    return remedy;
  }
}
