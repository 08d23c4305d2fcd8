package org.yett.gateway.config.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts the text of one file into the pieces that {@link SettingsParser} asks for. What a character
 * means depends on where it stands (a dot ends a name, but not a value), so the parser says what it
 * expects.
 */
final class SettingsLexer {

  /** A piece of structure. */
  sealed interface Token {
    SourcePosition position();

    record Name(String text, SourcePosition position) implements Token {}

    record Symbol(char symbol, SourcePosition position) implements Token {}

    record End(SourcePosition position) implements Token {}
  }

  /** A value, or an include pattern. Present even if empty, where it was written as {@code ""}. */
  record Text(String text, SourcePosition position) {}

  /** A string that the file's end cut off, or octets that are no text. */
  static final class LexicalException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient SourcePosition position;

    LexicalException(String message, SourcePosition position) {
      super(message, null, false, false);
      this.position = position;
    }

    SourcePosition position() {
      return position;
    }
  }

  private static final int EOF = -1;

  private final String file;
  private final String text;
  private final boolean malformed;
  private int at;
  private int line = 1;
  private int column = 1;

  /**
   * @param malformed whether octets that are not UTF-8 were replaced in {@code text}; a replacement
   *     character inside a name or value is then an error
   */
  SettingsLexer(String file, String text, boolean malformed) {
    this.file = file;
    this.text = text;
    this.malformed = malformed;
  }

  SourcePosition position() {
    return new SourcePosition(file, line, column);
  }

  /** Next piece of structure, blanks, line ends and comments skipped. */
  Token next() throws LexicalException {
    skipBlanksAndComments(true);
    SourcePosition start = position();
    int c = peek();
    if (c == EOF) {
      return new Token.End(start);
    }
    if (!isNameCharacter(c)) {
      advance();
      return new Token.Symbol((char) c, start);
    }
    return new Token.Name(name(start), start);
  }

  /**
   * Whether an include pattern follows the word {@code include} just read: blanks, and then neither
   * {@code =} (a key of that name) nor a brace or colon (a section of that name).
   */
  boolean includePatternFollows() {
    int i = at;
    while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
      i++;
    }
    return i > at && (i == text.length() || "={:".indexOf(text.charAt(i)) < 0);
  }

  /**
   * The rest of a line as a value: words and quoted strings, joined by single blanks; a comment or
   * a closing brace ends it. Empty if there is neither word nor string.
   */
  Optional<Text> value() throws LexicalException {
    List<String> parts = new ArrayList<>();
    SourcePosition start = null;
    while (true) {
      skipBlanksAndComments(false);
      int c = peek();
      if (c == EOF || c == '\n' || c == '#' || c == '}') {
        break;
      }
      if (start == null) {
        start = position();
      }
      if (c == '"') {
        StringBuilder part = new StringBuilder();
        quoted(part);
        parts.add(part.toString());
      } else {
        SourcePosition word = position();
        int from = at;
        while (isValueCharacter(peek())) {
          advance();
        }
        parts.add(checked(text.substring(from, at), word));
      }
    }
    return start == null ? Optional.empty() : Optional.of(new Text(String.join(" ", parts), start));
  }

  /**
   * The pattern of an include: up to a blank, line end, comment or closing brace, with {@code \}
   * before a quote, hash, brace or blank that belongs to it; or a quoted string. Empty if there is
   * none.
   */
  Optional<Text> includePattern() throws LexicalException {
    skipBlanksAndComments(false);
    SourcePosition start = position();
    StringBuilder pattern = new StringBuilder();
    while (true) {
      int c = peek();
      if (c == '\r') {
        advance();
      } else if (c == EOF || c == '\n' || c == '#' || c == '}' || c == ' ' || c == '\t') {
        break;
      } else if (c == '"') {
        quoted(pattern);
        break;
      } else if (c == '\\' && "\"#} ".indexOf(peek(1)) >= 0 && peek(1) != EOF) {
        advance();
        pattern.append((char) advance());
      } else {
        pattern.append((char) advance());
      }
    }
    return pattern.isEmpty()
        ? Optional.empty()
        : Optional.of(new Text(checked(pattern.toString(), start), start));
  }

  /** A name with dots in it, as references have; empty at anything else, which is left in place. */
  Optional<Text> reference() throws LexicalException {
    skipBlanksAndComments(true);
    SourcePosition start = position();
    if (!isNameCharacter(peek())) {
      return Optional.empty();
    }
    int from = at;
    name(start);
    while (peek() == '.' && isNameCharacter(peek(1))) {
      advance();
      name(position());
    }
    return Optional.of(new Text(text.substring(from, at), start));
  }

  /** Consumes {@code symbol} if it comes next, after blanks, line ends and comments. */
  boolean accept(char symbol) {
    skipBlanksAndComments(true);
    if (peek() != symbol) {
      return false;
    }
    advance();
    return true;
  }

  /** Goes to the end of the current line, to go on after an error. */
  void skipLine() {
    while (peek() != EOF && peek() != '\n') {
      advance();
    }
  }

  private String name(SourcePosition start) throws LexicalException {
    int from = at;
    while (isNameCharacter(peek())) {
      advance();
    }
    return checked(text.substring(from, at), start);
  }

  private void quoted(StringBuilder into) throws LexicalException {
    SourcePosition start = position();
    int from = into.length();
    advance();
    while (true) {
      int c = advance();
      switch (c) {
        case EOF ->
            throw new LexicalException(
                "the string that starts here has no closing '\"' before the end of the file",
                start);
        case '"' -> {
          checked(into.substring(from), start);
          return;
        }
        case '\r' -> {
          // Line ends of other systems are no part of the text.
        }
        case '\\' -> escaped(into);
        default -> into.append((char) c);
      }
    }
  }

  private void escaped(StringBuilder into) {
    int c = peek();
    if (c == EOF) {
      return;
    }
    advance();
    switch (c) {
      case 'n' -> into.append('\n');
      case 'r' -> into.append('\r');
      case 't' -> into.append('\t');
      case '\n' -> {
        // An escaped line end joins the lines.
      }
      case '\r' -> {
        if (peek() == '\n') {
          advance();
        }
      }
      default -> into.append((char) c);
    }
  }

  private String checked(String part, SourcePosition start) throws LexicalException {
    if (malformed && part.indexOf('\uFFFD') >= 0) {
      throw new LexicalException("text that is not UTF-8: expected UTF-8", start);
    }
    if (part.indexOf('\0') >= 0) {
      throw new LexicalException("a NUL octet, which no name or value may hold", start);
    }
    return part;
  }

  private void skipBlanksAndComments(boolean acrossLines) {
    while (true) {
      int c = peek();
      if (c == ' ' || c == '\t' || c == '\r' || (acrossLines && c == '\n')) {
        advance();
      } else if (acrossLines && c == '#') {
        skipLine();
      } else {
        return;
      }
    }
  }

  private static boolean isNameCharacter(int c) {
    return c != EOF && "#{}:.,=\"\r\n\t ".indexOf(c) < 0;
  }

  private static boolean isValueCharacter(int c) {
    return c != EOF && "#}\"\r\n\t ".indexOf(c) < 0;
  }

  private int peek() {
    return peek(0);
  }

  private int peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : EOF;
  }

  private int advance() {
    if (at >= text.length()) {
      return EOF;
    }
    char c = text.charAt(at++);
    if (c == '\n') {
      line++;
      column = 1;
    } else if (!Character.isLowSurrogate(c)) {
      column++;
    }
    return c;
  }
}
