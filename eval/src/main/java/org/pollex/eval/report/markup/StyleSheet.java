package org.pollex.eval.report.markup;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The style sheet inside a page, and the policy that admits it alone.
 *
 * @param css our own rules, never anything that a user wrote
 */
public record StyleSheet(String css) implements Markup {
  /** Refuses what would end the element or break the page as XML. */
  public StyleSheet {
    if (css.contains("<") || css.contains("&") || css.contains("url(")) {
      throw new IllegalArgumentException("a style sheet may not contain '<', '&' or 'url('");
    }
  }

  @Override
  public void write(StringBuilder out) {
    out.append("<style>").append(css).append("</style>");
  }

  @Override
  public void writeText(StringBuilder out) {
    // A style sheet has no text to read.
  }

  /** Returns the page's content security policy: this sheet and pictures inside the page. */
  public Element contentSecurityPolicy() {
    return Element.of("meta")
        .with("http-equiv", "Content-Security-Policy")
        .with(
            "content",
            "default-src 'none'; style-src 'sha256-"
                + sha256()
                + "'; img-src data:; base-uri 'none'; form-action 'none'");
  }

  private String sha256() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(css.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
