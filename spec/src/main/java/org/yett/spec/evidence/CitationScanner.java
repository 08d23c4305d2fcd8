package org.yett.spec.evidence;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yett.spec.ClauseKey;
import org.yett.spec.evidence.JavaTokens.Token;
import org.yett.spec.ledger.Ledger;

/**
 * Finds every place in source trees that names a clause: {@code @Clause("rfc9370:2.2.1/3")} and the
 * comment {@code //= rfc9370:2.2.1/3} in Java (several keys are separated by commas, and words may
 * follow after a blank), {@code @Tag("rfc9370:2.2.1/3")} on JUnit tests, and tags of Cucumber
 * features.
 *
 * <p>A sentence has to be in the ledger, a section or a document has to belong to a document that
 * is; a section may be one without normative sentences. A tag that contains a colon, or looks like
 * the name of an RFC, is meant as a key. The tag {@code negative} says of a test that a peer in it
 * violates what the other tags name; further tags are none of our business.
 */
public final class CitationScanner {

  private static final Pattern COMMENT = Pattern.compile("\\s?=\\s*(?<keys>.*)");
  private static final Pattern RFC = Pattern.compile("rfc[0-9]+");
  private static final String NEGATIVE = "negative";

  /** The tags of features that are no keys, without the at sign. */
  public static final Set<String> OTHER_TAGS = Set.of(NEGATIVE);

  private static final Set<String> SKIPPED = Set.of("target", "node_modules");

  private final Ledger ledger;
  private final List<Citation> citations = new ArrayList<>();
  private final List<CitationProblem> problems = new ArrayList<>();
  private final Set<Citation.TestName> negativeTests = new HashSet<>();

  private CitationScanner(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * What a scan found.
   *
   * @param citations those in order, by file and line
   * @param problems the others
   * @param negativeTests the JUnit tests in which a peer violates what they are tagged with
   */
  public record Scanned(
      List<Citation> citations,
      List<CitationProblem> problems,
      Set<Citation.TestName> negativeTests) {
    /** Copies the lists. */
    public Scanned {
      citations = List.copyOf(citations);
      problems = List.copyOf(problems);
      negativeTests = Set.copyOf(negativeTests);
    }
  }

  /**
   * Scans all {@code .java} and {@code .feature} files below a directory, leaving out hidden
   * directories and {@code target}.
   *
   * @throws IOException if a file cannot be read
   */
  public static Scanned scan(Path root, Ledger ledger) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            String name = directory.getFileName() == null ? "" : directory.getFileName().toString();
            boolean left =
                !directory.equals(root) && (name.startsWith(".") || SKIPPED.contains(name));
            return left ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString();
            if (name.endsWith(".java") || name.endsWith(".feature")) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(null);
    CitationScanner scanner = new CitationScanner(ledger);
    for (Path file : files) {
      String name = root.relativize(file).toString().replace('\\', '/');
      String text = Files.readString(file);
      if (name.endsWith(".java")) {
        scanner.java(name, text);
      } else {
        scanner.feature(name, text);
      }
    }
    return new Scanned(scanner.citations, scanner.problems, scanner.negativeTests);
  }

  /** Scans one Java source; {@code file} is the name that citations and problems carry. */
  public static Scanned scanJava(String file, String text, Ledger ledger) {
    CitationScanner scanner = new CitationScanner(ledger);
    scanner.java(file, text);
    return new Scanned(scanner.citations, scanner.problems, scanner.negativeTests);
  }

  /** Scans one Cucumber feature; {@code file} is the name that citations and problems carry. */
  public static Scanned scanFeature(String file, String text, Ledger ledger) {
    CitationScanner scanner = new CitationScanner(ledger);
    scanner.feature(file, text);
    return new Scanned(scanner.citations, scanner.problems, scanner.negativeTests);
  }

  private void java(String file, String text) {
    List<Token> all = JavaTokens.of(text);
    for (Token token : all) {
      if (token.kind() == JavaTokens.Kind.LINE_COMMENT) {
        comment(file, token);
      }
    }
    List<Token> tokens =
        all.stream().filter(token -> token.kind() != JavaTokens.Kind.LINE_COMMENT).toList();
    for (int i = 1; i + 1 < tokens.size(); i++) {
      if (!tokens.get(i + 1).isMark("(") || !isAnnotation(tokens, i)) {
        continue;
      }
      if (tokens.get(i).isName("Clause")) {
        Optional<Token> literal = literal(tokens, i + 2);
        if (literal.isPresent()) {
          add(
              file,
              literal.get(),
              literal.get().text(),
              Citation.Kind.ANNOTATION,
              Optional.empty());
        } else {
          problem(
              file,
              tokens.get(i),
              "@Clause needs a key as a plain literal, like \"rfc9370:2.2.1/3\"");
        }
      } else if (tokens.get(i).isName("Tag")) {
        Optional<Token> literal = literal(tokens, i + 2);
        if (literal.isPresent()) {
          testTag(file, literal.get(), testAfter(file, tokens, i + 1));
        }
      }
    }
  }

  private void testTag(String file, Token literal, Citation.TestName test) {
    if (literal.text().equals(NEGATIVE)) {
      negativeTests.add(test);
    } else if (isMeantAsKey(literal.text())) {
      add(file, literal, literal.text(), Citation.Kind.TEST_TAG, Optional.of(test));
    }
  }

  private void comment(String file, Token token) {
    Matcher matcher = COMMENT.matcher(token.text());
    if (!matcher.matches()) {
      return;
    }
    String rest = matcher.group("keys");
    boolean more = true;
    while (more) {
      String[] word = rest.split("\\s+", 2);
      more = word[0].endsWith(",") && word.length == 2;
      for (String key : word[0].split(",", 0)) {
        add(file, token, key, Citation.Kind.COMMENT, Optional.empty());
      }
      rest = word.length == 2 ? word[1] : "";
    }
  }

  private void feature(String file, String text) {
    List<String> lines = text.lines().toList();
    Optional<String> docString = Optional.empty();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (docString.isPresent()) {
        docString = docString.filter(mark -> !line.equals(mark));
      } else if (line.startsWith("\"\"\"") || line.startsWith("```")) {
        docString = Optional.of(line.substring(0, 3));
      } else if (line.startsWith("@")) {
        Token place = new Token(JavaTokens.Kind.MARK, line, i + 1);
        for (String tag : line.replaceFirst("\\s#.*", "").split("\\s+")) {
          String name = tag.substring(Math.min(1, tag.length()));
          if (!OTHER_TAGS.contains(name)) {
            add(file, place, name, Citation.Kind.FEATURE_TAG, Optional.empty());
          }
        }
      }
    }
  }

  private boolean isMeantAsKey(String tag) {
    return tag.contains(":") || RFC.matcher(tag).matches() || ledger.document(tag).isPresent();
  }

  private void add(
      String file, Token place, String text, Citation.Kind kind, Optional<Citation.TestName> test) {
    Optional<String> problem = ledger.problem(text);
    if (problem.isPresent()) {
      problem(file, place, problem.get());
    } else {
      ClauseKey key = ledger.canonical(ClauseKey.parse(text).orElseThrow());
      citations.add(new Citation(key, kind, file, place.line(), test));
    }
  }

  private void problem(String file, Token place, String message) {
    problems.add(new CitationProblem(file, place.line(), message));
  }

  /** Whether the name at an index ends the name of an annotation, which may carry its package. */
  private static boolean isAnnotation(List<Token> tokens, int index) {
    return tokens.get(firstOf(tokens, index)).isMark("@");
  }

  /** The index of the token before a qualified name that ends at an index. */
  private static int firstOf(List<Token> tokens, int index) {
    int at = index - 1;
    while (at > 1
        && tokens.get(at).isMark(".")
        && tokens.get(at - 1).kind() == JavaTokens.Kind.NAME) {
      at -= 2;
    }
    return at;
  }

  /** The literal that is all there is between the brackets, with or without {@code value =}. */
  private static Optional<Token> literal(List<Token> tokens, int from) {
    int at = from;
    if (at + 1 < tokens.size()
        && tokens.get(at).isName("value")
        && tokens.get(at + 1).isMark("=")) {
      at += 2;
    }
    return at + 1 < tokens.size()
            && tokens.get(at).kind() == JavaTokens.Kind.STRING
            && tokens.get(at + 1).isMark(")")
        ? Optional.of(tokens.get(at))
        : Optional.empty();
  }

  /** The test whose annotation has its opening bracket at an index. */
  private static Citation.TestName testAfter(String file, List<Token> tokens, int bracket) {
    String className =
        file.replaceFirst("^.*src/[a-z]+/java/", "").replaceFirst("\\.java$", "").replace('/', '.');
    int at = pastBrackets(tokens, bracket);
    while (at + 1 < tokens.size()) {
      Token token = tokens.get(at);
      Token next = tokens.get(at + 1);
      if (token.isMark("@") && next.kind() == JavaTokens.Kind.NAME && !next.isName("interface")) {
        at += 2;
        while (at + 1 < tokens.size() && tokens.get(at).isMark(".")) {
          at += 2;
        }
        at = at < tokens.size() && tokens.get(at).isMark("(") ? pastBrackets(tokens, at) : at;
      } else if (token.isName("class") || token.isName("interface")) {
        return new Citation.TestName(className, Optional.empty());
      } else if (token.kind() == JavaTokens.Kind.NAME && next.isMark("(")) {
        return new Citation.TestName(className, Optional.of(token.text()));
      } else {
        at++;
      }
    }
    return new Citation.TestName(className, Optional.empty());
  }

  private static int pastBrackets(List<Token> tokens, int bracket) {
    int depth = 0;
    int at = bracket;
    do {
      depth += tokens.get(at).isMark("(") ? 1 : tokens.get(at).isMark(")") ? -1 : 0;
      at++;
    } while (depth > 0 && at < tokens.size());
    return at;
  }
}
