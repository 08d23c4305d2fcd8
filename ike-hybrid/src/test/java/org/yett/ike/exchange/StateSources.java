package org.yett.ike.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yett.ike.exchange.Transitions.Cause;

/** Reads from the sources how the switch of each state treats each input. */
final class StateSources {

  /** What reaches a state through {@link SaInput}. */
  static final List<Cause> INPUTS =
      List.of(Cause.REQUEST, Cause.RESPONSE, Cause.NO_ANSWER, Cause.JOB_FINISHED, Cause.TIME_OUT);

  private static final Path SOURCES =
      Path.of("src", "main", "java", "org", "yett", "ike", "exchange");
  private static final Pattern METHOD =
      Pattern.compile("IkeState \\w+\\((?:IkeState\\.)?(\\w+) (\\w+), SaInput (\\w+)\\) \\{");
  private static final Pattern CASE =
      Pattern.compile(
          "\\n      case SaInput\\.(\\w+)((?:.(?!\\n      case |\\n    \\};))*.)", Pattern.DOTALL);
  private static final Pattern STATE =
      Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s*record (\\w+)\\(", Pattern.DOTALL);

  /** How a state treats an input. */
  enum Handling {
    /** It cannot get it: getting it is an error of ours, and throws. */
    IMPOSSIBLE,
    /** It stays as it is. */
    IGNORED,
    /** It does something. */
    TAKEN
  }

  private StateSources() {}

  static Map<String, Map<Cause, Handling>> read() throws IOException {
    Map<String, Map<Cause, Handling>> handled = new TreeMap<>();
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
        read(Files.readString(file), handled);
      }
    }
    Map<Cause, Handling> gone = new EnumMap<>(Cause.class);
    INPUTS.forEach(cause -> gone.put(cause, Handling.IGNORED));
    handled.put("Gone", gone);
    return handled;
  }

  private static void read(String source, Map<String, Map<Cause, Handling>> handled) {
    Matcher method = METHOD.matcher(source);
    while (method.find()) {
      int end = source.indexOf("\n  }\n", method.end());
      String body = source.substring(method.end(), end);
      Matcher each = CASE.matcher(body);
      while (each.find()) {
        Cause cause = cause(each.group(1));
        Handling handling = handling(each.group(2), method.group(2));
        handled
            .computeIfAbsent(method.group(1), s -> new EnumMap<>(Cause.class))
            .merge(cause, handling, (a, b) -> a.compareTo(b) > 0 ? a : b);
      }
    }
  }

  private static Cause cause(String input) {
    return switch (input) {
      case "Request" -> Cause.REQUEST;
      case "Response" -> Cause.RESPONSE;
      case "NoAnswer" -> Cause.NO_ANSWER;
      case "JobFinished" -> Cause.JOB_FINISHED;
      case "TimeOut" -> Cause.TIME_OUT;
      default -> throw new IllegalStateException("an input that the table does not know: " + input);
    };
  }

  private static Handling handling(String text, String state) {
    String does = text.substring(text.indexOf("->") + 2).strip();
    if (does.startsWith("throw SaInput.notFor(")) {
      return Handling.IMPOSSIBLE;
    }
    return does.equals(state + ";") ? Handling.IGNORED : Handling.TAKEN;
  }

  /** What each state is, as its comment says. */
  static Map<String, String> meanings() throws IOException {
    Map<String, String> meanings = new TreeMap<>();
    Matcher record = STATE.matcher(Files.readString(SOURCES.resolve("IkeState.java")));
    while (record.find()) {
      String text = record.group(1).replaceAll("\\s*\\n\\s*\\*\\s?", " ").strip();
      meanings.put(
          record.group(2),
          text.replaceAll("\\{@\\w+ ([^}]*)\\}", "`$1`").replaceAll(" @param.*", ""));
    }
    return meanings;
  }
}
