package org.yett.interop.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Text and pages. */
final class Html {
  private static final String PAGE = resource("page.html");

  private Html() {}

  /** Plain text as it stands in a page or an attribute. */
  static String text(String plain) {
    return plain
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /**
   * A whole page.
   *
   * @param up the way from the page to the report's root, for example {@code ../}, or empty
   * @param title plain text
   * @param content HTML
   * @param footer HTML
   */
  static String page(String up, String title, String content, String footer) {
    // The content comes last, so that nothing inside it is taken for a place to fill.
    return PAGE.replace("{{up}}", up)
        .replace("{{title}}", text(title))
        .replace("{{footer}}", footer)
        .replace("{{content}}", content);
  }

  /** A file that lies beside this class. */
  static String resource(String name) {
    try (InputStream stream = Html.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("the resource " + name + " is missing");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
