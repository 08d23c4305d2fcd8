package org.yett.interop.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The messages that our own gateway's trace names ({@code yett gateway --trace}, one JSON object a
 * line). It does not say what is in them.
 */
final class YettTrace {
  /** Stands for payloads that nobody names: neither empty nor a Delete nor a notification. */
  static final String UNNAMED = "?";

  private static final Pattern MESSAGE =
      Pattern.compile(
          "\"event\":\"message\",\"direction\":\"(sent|received)\",\"exchange\":\"([A-Z_]+)\","
              + "\"response\":(true|false),\"message_id\":(\\d{1,10}),.*\"repeated\":(true|false)");

  private YettTrace() {}

  /** Every message sent or received for the first time, in order. */
  static List<LoggedMessage> messages(List<String> lines) {
    List<LoggedMessage> messages = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher matcher = MESSAGE.matcher(lines.get(i));
      if (matcher.find() && matcher.group(5).equals("false")) {
        Optional<Exchange> exchange = Exchange.ofName(matcher.group(2));
        if (exchange.isPresent()) {
          messages.add(
              new LoggedMessage(
                  i,
                  matcher.group(1).equals("sent"),
                  exchange.get(),
                  matcher.group(3).equals("false"),
                  Long.parseLong(matcher.group(4)),
                  List.of(UNNAMED)));
        }
      }
    }
    return messages;
  }
}
