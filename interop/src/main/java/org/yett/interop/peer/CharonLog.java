package org.yett.interop.peer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What charon's log says, read as text: which messages it generated and parsed, and whether it said
 * something. The log has the format that {@link StrongSwanConf} asks for.
 *
 * @param lines the lines, oldest first
 */
public record CharonLog(List<String> lines) {
  private static final Pattern MESSAGE =
      Pattern.compile(
          "(generating|parsed) ([A-Z_]+) (request|response) (\\d+) \\[ ?(.*?) ?](?: \\(.*\\))?$");

  /** Copies the lines. */
  public CharonLog {
    lines = List.copyOf(lines);
  }

  /** The log with a text. */
  public static CharonLog of(String text) {
    return new CharonLog(text.lines().toList());
  }

  /** The same without its first lines. */
  public CharonLog from(int line) {
    return new CharonLog(lines.subList(Math.min(line, lines.size()), lines.size()));
  }

  /** The first line that a pattern is found in. */
  public Optional<String> find(Pattern pattern) {
    return lines.stream().filter(line -> pattern.matcher(line).find()).findFirst();
  }

  /** Whether a line holds a text. */
  public Optional<String> find(String text) {
    return find(Pattern.compile(Pattern.quote(text)));
  }

  /** Every message and fragment generated or parsed, in order. */
  public List<LoggedMessage> messages() {
    List<LoggedMessage> messages = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher matcher = MESSAGE.matcher(lines.get(i));
      if (matcher.find()) {
        Optional<Exchange> exchange = Exchange.ofName(matcher.group(2));
        if (exchange.isPresent()) {
          messages.add(
              new LoggedMessage(
                  i,
                  matcher.group(1).equals("generating"),
                  exchange.get(),
                  matcher.group(3).equals("request"),
                  Long.parseLong(matcher.group(4)),
                  payloads(matcher.group(5))));
        }
      }
    }
    return messages;
  }

  private static List<String> payloads(String text) {
    return text.isBlank() ? List.of() : Arrays.asList(text.strip().split("\\s+"));
  }
}
