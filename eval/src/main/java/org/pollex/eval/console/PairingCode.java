package org.pollex.eval.console;

import io.nayuki.qrcodegen.QrCode;

/** A link as a QR code, for a terminal and as a picture. */
public final class PairingCode {
  /** Light modules that a reader needs around the code. */
  private static final int QUIET = 4;

  private final QrCode code;

  private PairingCode(QrCode code) {
    this.code = code;
  }

  /** Encodes a link. */
  public static PairingCode of(String link) {
    return new PairingCode(QrCode.encodeText(link, QrCode.Ecc.MEDIUM));
  }

  private boolean dark(int x, int y) {
    return code.getModule(x, y);
  }

  /**
   * Two modules a character, one above the other, light ones drawn: as it should look on a dark
   * terminal. Readers take the inverse on a light one, too.
   */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (int y = -QUIET / 2; y < code.size + QUIET / 2; y += 2) {
      for (int x = -QUIET / 2; x < code.size + QUIET / 2; x++) {
        boolean above = !dark(x, y);
        boolean below = !dark(x, y + 1);
        text.append(above ? (below ? '█' : '▀') : below ? '▄' : ' ');
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** An SVG picture. */
  public String svg() {
    int side = code.size + 2 * QUIET;
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (dark(x, y)) {
          path.append("M%d,%dh1v1h-1z".formatted(x + QUIET, y + QUIET));
        }
      }
    }
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges">
        <title>Pairing code</title>
        <rect width="100%%" height="100%%" fill="#fff"/><path d="%s"/>
        </svg>
        """
        .formatted(side, side, path);
  }
}
