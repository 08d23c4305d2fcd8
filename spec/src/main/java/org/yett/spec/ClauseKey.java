package org.yett.spec;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a clause: {@code rfc9370} (a document), {@code rfc9370:2.2.1} (a section) or
 * {@code rfc9370:2.2.1/3} (the third normative sentence of the section). A sentence added by hand,
 * because its demand is worded without RFC 2119 keywords or stands in a table, carries the letter
 * {@code x} before its number: {@code rfc7296:2.5/x1}.
 *
 * @param document the document's name in lower case, for example {@code rfc9370} or {@code
 *     ikev2-mlkem-08}
 * @param section the section's number; empty for a whole document
 * @param sentence the sentence within the section, for example {@code 3} or {@code x1}; empty for a
 *     whole section
 */
public record ClauseKey(String document, Optional<String> section, Optional<String> sentence)
    implements Comparable<ClauseKey> {

  private static final Pattern SYNTAX =
      Pattern.compile(
          "(?<document>[a-z][a-z0-9-]*)(?::(?<section>[0-9A-Za-z]+(?:\\.[0-9]+)*)(?:/(?<sentence>x?[1-9][0-9]*))?)?");

  private static final Comparator<ClauseKey> READING_ORDER =
      Comparator.comparing(ClauseKey::document)
          .thenComparing(key -> key.section().orElse(""), ClauseKey::compareSections)
          .thenComparing(key -> key.sentence().orElse("").startsWith("x"))
          .thenComparingInt(key -> number(key.sentence().orElse("0")));

  /** The key that a text spells; empty if it does not have the form of one. */
  public static Optional<ClauseKey> parse(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new ClauseKey(
                matcher.group("document"),
                Optional.ofNullable(matcher.group("section")),
                Optional.ofNullable(matcher.group("sentence"))))
        : Optional.empty();
  }

  /** Whether this key names one sentence. */
  public boolean isSentence() {
    return sentence.isPresent();
  }

  /** Whether the sentence was added by hand: see the class comment. */
  public boolean isByHand() {
    return sentence.filter(s -> s.startsWith("x")).isPresent();
  }

  /** The key of the section that this sentence stands in; this key itself if it is coarser. */
  public ClauseKey atSection() {
    return new ClauseKey(document, section, Optional.empty());
  }

  /** Whether the other key is this one or lies within it (a sentence in a section, and so on). */
  public boolean covers(ClauseKey other) {
    return document.equals(other.document)
        && (section.isEmpty() || section.equals(other.section))
        && (sentence.isEmpty() || sentence.equals(other.sentence));
  }

  /** Documents by name, sections and sentences in the order in which a reader meets them. */
  @Override
  public int compareTo(ClauseKey other) {
    return READING_ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return document + section.map(s -> ":" + s).orElse("") + sentence.map(s -> "/" + s).orElse("");
  }

  private static int compareSections(String left, String right) {
    String[] a = left.split("\\.");
    String[] b = right.split("\\.");
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      int order = comparePart(a[i], b[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.length, b.length);
  }

  private static int comparePart(String a, String b) {
    boolean numbers = a.matches("[0-9]+") && b.matches("[0-9]+");
    return numbers ? Integer.compare(Integer.parseInt(a), Integer.parseInt(b)) : a.compareTo(b);
  }

  private static int number(String sentence) {
    return Integer.parseInt(sentence.startsWith("x") ? sentence.substring(1) : sentence);
  }
}
