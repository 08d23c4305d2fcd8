package org.yett.gateway.decrypt;

import java.util.List;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.Side;

/** What is said of an IKE message in a capture: exchange, payloads, keys and clauses. */
final class Commentary {
  private static final String FRAGMENTS = "RFC 7383 2.5";

  private Commentary() {}

  /** Of a message, without regard to whether it came again. */
  static String of(IkeReading reading) {
    return switch (reading) {
      case IkeReading.Clear clear -> withClauses(clear.message().describe(), clauses(clear));
      case IkeReading.Opened opened -> opened(opened);
      case IkeReading.Fragment fragment ->
          withClauses(
              "%s: fragment %d of %d"
                  .formatted(
                      fragment.header().describe(),
                      fragment.place().fragmentNumber(),
                      fragment.place().totalFragments()),
              List.of(FRAGMENTS));
      case IkeReading.Sealed sealed -> withClauses(sealed(sealed), Clauses.of(sealed.header()));
      case IkeReading.Malformed malformed ->
          withClauses(
              malformed.header().describe() + ": malformed: " + malformed.error().detail(),
              Clauses.of(malformed.header()));
    };
  }

  private static List<String> clauses(IkeReading.Clear clear) {
    return Clauses.of(clear.message());
  }

  private static String opened(IkeReading.Opened opened) {
    StringBuilder text = new StringBuilder();
    text.append(
        opened.message().map(Message::describe).orElseGet(() -> opened.header().describe()));
    opened.error().ifPresent(error -> text.append(": malformed inside: ").append(error.detail()));
    text.append("; under ").append(keyName(opened.header(), opened.generation()));
    if (opened.fragments() > 1) {
      text.append("; put together from ").append(opened.fragments()).append(" fragments");
    }
    List<String> clauses =
        new java.util.ArrayList<>(
            opened.message().map(Clauses::of).orElseGet(() -> Clauses.of(opened.header())));
    if (opened.fragments() > 1) {
      clauses.add(FRAGMENTS);
    }
    return withClauses(text.toString(), clauses);
  }

  private static String sealed(IkeReading.Sealed sealed) {
    return sealed.text()
        + (sealed.generations() == 0
            ? "; encrypted, and no keys of this IKE SA are at hand"
            : "; encrypted, and none of its IKE SA's %d known generations of keys opens it"
                .formatted(sealed.generations()));
  }

  private static String keyName(IkeHeader header, int generation) {
    String name = header.flags().sender() == Side.INITIATOR ? "SK_ei" : "SK_er";
    return generation == 0 ? name : name + "(" + generation + ")";
  }

  private static String withClauses(String text, List<String> clauses) {
    return clauses.isEmpty() ? text : text + " [" + String.join(", ", clauses) + "]";
  }
}
