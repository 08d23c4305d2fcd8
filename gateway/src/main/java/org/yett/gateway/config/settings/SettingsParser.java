package org.yett.gateway.config.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.yett.gateway.config.settings.RawSection.RawSetting;
import org.yett.gateway.config.settings.RawSection.Reference;
import org.yett.gateway.config.settings.SettingsLexer.LexicalException;
import org.yett.gateway.config.settings.SettingsLexer.Text;
import org.yett.gateway.config.settings.SettingsLexer.Token;

/**
 * Reads settings: sections, keys with values, comments, references to other sections and includes.
 * Every error of a file is collected; after one, reading goes on with the next line.
 *
 * <p>Two things are stricter than in strongSwan, because there they hide mistakes: an included file
 * must close the sections that it opens, and a reference must name a section that exists.
 */
public final class SettingsParser {

  private final List<SettingsProblem> errors = new ArrayList<>();
  private final List<SettingsProblem> warnings = new ArrayList<>();
  private final List<Path> files = new ArrayList<>();
  private final Deque<Path> including = new ArrayDeque<>();
  private final RawSection root = new RawSection("", new SourcePosition("", 1, 1));

  private SettingsParser() {}

  /** Reads a file and what it includes. A file that cannot be read is an error of the result. */
  public static SettingsResult parse(Path file) {
    SettingsParser parser = new SettingsParser();
    parser.file(file, new SourcePosition(file.toString(), 1, 1), parser.root, 0);
    return parser.result();
  }

  /**
   * Reads text.
   *
   * @param name what to call the text in positions
   * @param text the settings
   * @param base directory for relative includes
   */
  public static SettingsResult parse(String name, String text, Path base) {
    SettingsParser parser = new SettingsParser();
    parser.text(new SettingsLexer(name, text, false), base, parser.root, 0);
    return parser.result();
  }

  private SettingsResult result() {
    if (errors.isEmpty()) {
      SettingsTree tree = new SettingsTree(root, files);
      errors.addAll(tree.checkReferences());
      if (errors.isEmpty()) {
        return new SettingsResult.Parsed(tree, warnings);
      }
    }
    return new SettingsResult.Failed(errors);
  }

  /** Reads one file into {@code section}; {@code cause} is where it was asked for. */
  private void file(Path file, SourcePosition cause, RawSection section, int depth) {
    Path real;
    byte[] octets;
    try {
      real = file.toRealPath();
      try (InputStream in = Files.newInputStream(real)) {
        octets = in.readNBytes(SettingsLimits.FILE_OCTETS + 1);
      }
    } catch (NoSuchFileException e) {
      error(cause, "no such file: " + file);
      return;
    } catch (IOException e) {
      error(cause, "cannot read " + file + ": " + reason(e));
      return;
    }
    if (octets.length > SettingsLimits.FILE_OCTETS) {
      error(cause, file + " is larger than " + SettingsLimits.FILE_OCTETS + " octets");
      return;
    }
    if (including.contains(real)) {
      error(cause, file + " includes itself");
      return;
    }
    if (files.size() >= SettingsLimits.FILES || including.size() >= SettingsLimits.INCLUDE_DEPTH) {
      error(cause, "too many included files, or includes too deep, at " + file);
      return;
    }
    files.add(file);
    including.push(real);
    Path parent = file.toAbsolutePath().getParent();
    text(lexer(file.toString(), octets), parent == null ? Path.of("/") : parent, section, depth);
    including.pop();
  }

  private static String reason(IOException e) {
    return e instanceof java.nio.file.AccessDeniedException
        ? "permission denied"
        : e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static SettingsLexer lexer(String name, byte[] octets) {
    String text;
    boolean malformed = false;
    try {
      CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets));
      text = decoded.toString();
    } catch (CharacterCodingException e) {
      // Only a name or a value needs to be text: a comment in another encoding does no harm.
      text = new String(octets, StandardCharsets.UTF_8);
      malformed = true;
    }
    return new SettingsLexer(name, text.startsWith("\uFEFF") ? text.substring(1) : text, malformed);
  }

  /** Reads statements up to the end of one text; sections opened in it are closed in it. */
  private void text(SettingsLexer lexer, Path base, RawSection into, int depth) {
    Deque<RawSection> open = new ArrayDeque<>();
    Deque<SourcePosition> opened = new ArrayDeque<>();
    open.push(into);
    Optional<Token> held = Optional.empty();
    while (errors.size() < SettingsLimits.PROBLEMS) {
      try {
        Token token = held.isPresent() ? held.get() : lexer.next();
        held = Optional.empty();
        switch (token) {
          case Token.End end -> {
            if (!opened.isEmpty()) {
              error(
                  end.position(),
                  "end of file: expected '}' for section '"
                      + open.peek().name()
                      + "' opened at "
                      + opened.peek());
            }
            return;
          }
          case Token.Symbol symbol when symbol.symbol() == '}' -> {
            if (opened.isEmpty()) {
              error(symbol.position(), "'}' closes no section of this file");
            } else {
              open.pop();
              opened.pop();
            }
          }
          case Token.Symbol symbol -> {
            error(
                symbol.position(),
                "expected a key, a section name or '}', found "
                    + (symbol.symbol() == '"'
                        ? "a quoted string: quotes belong to values only"
                        : shown(symbol.symbol())));
            lexer.skipLine();
          }
          case Token.Name name
              when name.text().equals("include") && lexer.includePatternFollows() ->
              include(lexer, name.position(), base, open.peek(), depth + opened.size());
          case Token.Name name -> held = statement(lexer, name, open, opened, depth);
        }
      } catch (LexicalException e) {
        error(e.position(), e.getMessage());
        lexer.skipLine();
      }
    }
  }

  /**
   * What follows a name: a value or a section. Returns a token that belongs to the next statement,
   * if one was read.
   */
  private Optional<Token> statement(
      SettingsLexer lexer,
      Token.Name name,
      Deque<RawSection> open,
      Deque<SourcePosition> opened,
      int depth)
      throws LexicalException {
    Token next = lexer.next();
    if (next instanceof Token.Symbol symbol) {
      switch (symbol.symbol()) {
        case '=' -> {
          SourcePosition after = lexer.position();
          Optional<Text> value = lexer.value();
          open.peek()
              .put(
                  new RawSetting(
                      name.text(),
                      value.map(Text::text),
                      name.position(),
                      value.map(Text::position).orElse(after)));
          return Optional.empty();
        }
        case '{' -> {
          open(name, List.of(), open, opened, depth);
          return Optional.empty();
        }
        case ':' -> {
          List<Reference> references = references(lexer, name);
          if (!references.isEmpty()) {
            open(name, references, open, opened, depth);
          }
          return Optional.empty();
        }
        default -> {
          // Falls to the error below.
        }
      }
    }
    error(
        name.position(),
        "expected '=', '{' or ':' after '" + name.text() + "', found " + describe(next));
    if (next.position().line() == name.position().line() && !(next instanceof Token.End)) {
      lexer.skipLine();
      return Optional.empty();
    }
    return Optional.of(next);
  }

  private void open(
      Token.Name name,
      List<Reference> references,
      Deque<RawSection> open,
      Deque<SourcePosition> opened,
      int depth) {
    if (depth + opened.size() >= SettingsLimits.SECTION_DEPTH) {
      error(
          name.position(),
          "sections nested deeper than " + SettingsLimits.SECTION_DEPTH + " levels");
    }
    RawSection section = open.peek().enter(name.text(), name.position());
    references.forEach(section::refer);
    open.push(section);
    opened.push(name.position());
  }

  /** What follows the colon, the opening brace included; empty after an error. */
  private List<Reference> references(SettingsLexer lexer, Token.Name name) throws LexicalException {
    List<Reference> references = new ArrayList<>();
    while (true) {
      Optional<Text> reference = lexer.reference();
      if (reference.isEmpty()) {
        Token found = lexer.next();
        error(
            found.position(),
            "expected the name of a section that '"
                + name.text()
                + "' refers to, found "
                + describe(found));
        lexer.skipLine();
        return List.of();
      }
      references.add(
          new Reference(List.of(reference.get().text().split("\\.")), reference.get().position()));
      if (lexer.accept('{')) {
        return references;
      }
      if (!lexer.accept(',')) {
        Token found = lexer.next();
        error(found.position(), "expected ',' or '{' after a reference, found " + describe(found));
        lexer.skipLine();
        return List.of();
      }
    }
  }

  private void include(
      SettingsLexer lexer, SourcePosition word, Path base, RawSection section, int depth)
      throws LexicalException {
    Optional<Text> pattern = lexer.includePattern();
    if (pattern.isEmpty()) {
      warnings.add(new SettingsProblem(word, "include without a file name is ignored"));
      return;
    }
    String text = pattern.get().text();
    SourcePosition position = pattern.get().position();
    List<Path> matches;
    try {
      matches = IncludeGlob.match(base, text);
    } catch (IOException e) {
      error(position, "cannot search for '" + text + "': " + reason(e));
      return;
    } catch (java.nio.file.InvalidPathException e) {
      error(position, "'" + text + "' is not a file name: " + e.getReason());
      return;
    }
    if (matches.isEmpty() && !IncludeGlob.isWild(text)) {
      warnings.add(new SettingsProblem(position, "include '" + text + "' names no file"));
    }
    for (Path match : matches) {
      file(match, position, section, depth);
    }
  }

  private void error(SourcePosition position, String message) {
    if (errors.size() < SettingsLimits.PROBLEMS) {
      errors.add(new SettingsProblem(position, message));
    }
    if (errors.size() == SettingsLimits.PROBLEMS - 1) {
      errors.add(new SettingsProblem(position, "too many errors: reading stops here"));
    }
  }

  private static String describe(Token token) {
    return switch (token) {
      case Token.End e -> "the end of the file";
      case Token.Name n -> "'" + n.text() + "'";
      case Token.Symbol s -> shown(s.symbol());
    };
  }

  private static String shown(char symbol) {
    return "'" + symbol + "'";
  }
}
