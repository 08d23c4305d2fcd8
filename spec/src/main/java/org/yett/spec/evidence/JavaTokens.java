package org.yett.spec.evidence;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits Java source into the tokens that citations are found in: names, string literals, line
 * comments and single characters of punctuation. Block comments, text blocks, numbers and
 * characters carry no citation; they are recognised so that nothing inside them is taken for one.
 */
final class JavaTokens {

  enum Kind {
    NAME,
    STRING,
    LINE_COMMENT,
    MARK
  }

  /** A token, its text without quotation marks or slashes, and its line from 1. */
  record Token(Kind kind, String text, int line) {
    boolean isMark(String mark) {
      return kind == Kind.MARK && text.equals(mark);
    }

    boolean isName(String name) {
      return kind == Kind.NAME && text.equals(name);
    }
  }

  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;

  private JavaTokens(String source) {
    this.source = source;
  }

  /** The tokens of a source that compiles; of another, whatever can be made out. */
  static List<Token> of(String source) {
    JavaTokens tokens = new JavaTokens(source);
    tokens.run();
    return List.copyOf(tokens.tokens);
  }

  private void run() {
    while (at < source.length()) {
      char c = source.charAt(at);
      if (source.startsWith("//", at)) {
        int end = source.indexOf('\n', at);
        end = end < 0 ? source.length() : end;
        add(Kind.LINE_COMMENT, source.substring(at + 2, end).stripTrailing());
        at = end;
      } else if (source.startsWith("/*", at)) {
        skipPast("*/", 2);
      } else if (source.startsWith("\"\"\"", at)) {
        textBlock();
      } else if (c == '"' || c == '\'') {
        quoted(c);
      } else if (Character.isJavaIdentifierStart(c)) {
        int start = at;
        while (at < source.length() && Character.isJavaIdentifierPart(source.charAt(at))) {
          at++;
        }
        add(Kind.NAME, source.substring(start, at));
      } else {
        if (!Character.isWhitespace(c) && !Character.isDigit(c)) {
          add(Kind.MARK, String.valueOf(c));
        }
        advance();
      }
    }
  }

  private void textBlock() {
    int start = line;
    at += 3;
    while (at < source.length() && !source.startsWith("\"\"\"", at)) {
      if (source.charAt(at) == '\\') {
        advance();
      }
      advance();
    }
    at += 3;
    // It stays a token, so that an annotation with a text block is seen to have no plain literal.
    tokens.add(new Token(Kind.MARK, "\"\"\"", start));
  }

  private void quoted(char mark) {
    int start = ++at;
    while (at < source.length() && source.charAt(at) != mark && source.charAt(at) != '\n') {
      at += source.charAt(at) == '\\' ? 2 : 1;
    }
    String text = source.substring(start, Math.min(at, source.length()));
    if (mark == '"') {
      add(Kind.STRING, text);
    }
    at++;
  }

  private void skipPast(String end, int from) {
    at += from;
    while (at < source.length() && !source.startsWith(end, at)) {
      advance();
    }
    at += end.length();
  }

  private void advance() {
    if (at < source.length() && source.charAt(at) == '\n') {
      line++;
    }
    at++;
  }

  private void add(Kind kind, String text) {
    tokens.add(new Token(kind, text, line));
  }
}
