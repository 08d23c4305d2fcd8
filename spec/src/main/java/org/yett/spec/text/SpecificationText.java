package org.yett.spec.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yett.spec.Level;

/**
 * The plain text of an RFC or a draft, cut into sections, paragraphs and sentences, so that its
 * normative sentences can be counted and hashed. Page breaks, running headers and footers, the
 * table of contents and the paragraph that explains the RFC 2119 keywords are left out.
 */
public final class SpecificationText {

  private static final Pattern HEADING =
      Pattern.compile(
          "(?:Appendix )?(?<number>[0-9]{1,2}(?:\\.[0-9]+)*|[A-Z](?:\\.[0-9]+)*)[.:]?\\s{1,4}(?<title>\\S.*)");

  /** The sections of an appendix whose numbers lack the dot, as in "A2.1. Managing". */
  private static final Pattern UNDOTTED =
      Pattern.compile("(?<number>[A-Z][0-9]+(?:\\.[0-9]+)*)\\.\\s+\\S.*");

  private static final Pattern DATE =
      Pattern.compile(
          "[0-9]{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) [0-9]{4}.*");
  private static final Pattern FOOTER = Pattern.compile(".*\\[Page [0-9]+\\]\\s*");
  private static final Pattern RUNNING_HEADER =
      Pattern.compile("(?:RFC [0-9]+|Internet-Draft) {2,}.* (?:19|20)[0-9]{2}\\s*");
  private static final Pattern LIST_ITEM =
      Pattern.compile("\\s*(?:[o*•+-]|[0-9]{1,2}[.)]|\\([0-9a-z]{1,3}\\)|[a-z][.)])\\s+\\S.*");
  private static final Pattern SENTENCE_END =
      Pattern.compile("[.?!][\"')\\]]*\\s+(?=[\"'(\\[]?[A-Z0-9])");
  private static final Pattern ABBREVIATION =
      Pattern.compile("(?s).*(?:\\b(?:e\\.g|i\\.e|cf|vs|etc|Sec|Sect|No|al|Fig|St)|\\b[A-Z])\\.");

  private final List<NormativeSentence> sentences;
  private final Set<String> sections;
  private final Map<String, Set<String>> passageHashes;

  private SpecificationText(
      List<NormativeSentence> sentences,
      Set<String> sections,
      Map<String, Set<String>> passageHashes) {
    this.sentences = List.copyOf(sentences);
    this.sections = Collections.unmodifiableSet(sections);
    this.passageHashes = passageHashes;
  }

  /** Cuts a text; never fails, since any text has zero or more normative sentences. */
  public static SpecificationText of(String text) {
    Map<String, List<String>> paragraphsBySection = new LinkedHashMap<>();
    Map<String, Set<String>> hashes = new LinkedHashMap<>();
    String section = "front";
    Optional<String> references = Optional.empty();
    List<String> paragraph = new ArrayList<>();
    List<String> lines = withoutPageBreaks(text);
    Set<String> sections = new LinkedHashSet<>();
    for (String line : lines) {
      Matcher undotted = UNDOTTED.matcher(line);
      if (undotted.matches() && !isOfContents(line)) {
        sections.add(undotted.group("number"));
      }
      Optional<String> heading = headingNumber(line, section);
      if (heading.isPresent()) {
        finish(paragraph, section, paragraphsBySection);
        section = heading.get();
        sections.add(section);
        if (line.matches(".*\\bReferences\\s*")) {
          references = Optional.of(section);
        } else if (references.isPresent() && !section.startsWith(references.get() + ".")) {
          references = Optional.empty();
        }
      } else if (references.isPresent()) {
        // Titles and dates in a bibliography ("May 2001" in capitals) demand nothing.
        continue;
      } else if (line.isBlank()) {
        finish(paragraph, section, paragraphsBySection);
      } else {
        if (LIST_ITEM.matcher(line).matches() && startsNewItem(paragraph)) {
          finish(paragraph, section, paragraphsBySection);
        }
        paragraph.add(line);
        hashes.computeIfAbsent(section, s -> new HashSet<>()).add(NormativeSentence.hash(line));
      }
    }
    finish(paragraph, section, paragraphsBySection);

    List<NormativeSentence> found = new ArrayList<>();
    paragraphsBySection.forEach((number, paragraphs) -> {
      int ordinal = 0;
      for (String sentence : paragraphs.stream().flatMap(p -> sentencesOf(p).stream()).toList()) {
        hashes.get(number).add(NormativeSentence.hash(sentence));
        Optional<Level> level = Level.strongestIn(sentence);
        if (level.isPresent() && !explainsKeywords(sentence)) {
          found.add(new NormativeSentence(number, ++ordinal, level.get(), sentence));
        }
      }
    });
    return new SpecificationText(found, sections, hashes);
  }

  /** All normative sentences, in the order of the text. */
  public List<NormativeSentence> normativeSentences() {
    return sentences;
  }

  /** The numbers of all sections and appendices, in the order of the text. */
  public Set<String> sections() {
    return sections;
  }

  /**
   * The hashes of all sentences and of all single lines (rows of tables among them) of a section,
   * for demands that are worded without a keyword.
   */
  public Set<String> passageHashes(String section) {
    return Set.copyOf(passageHashes.getOrDefault(section, Set.of()));
  }

  private static boolean startsNewItem(List<String> paragraph) {
    // A line that merely begins with a number or a dash in the middle of a sentence is no item.
    return paragraph.isEmpty() || paragraph.getLast().strip().matches(".*[.:;,]|.*\\b(?:and|or)");
  }

  private static void finish(
      List<String> paragraph, String section, Map<String, List<String>> paragraphsBySection) {
    if (!paragraph.isEmpty()) {
      paragraphsBySection
          .computeIfAbsent(section, s -> new ArrayList<>())
          .add(String.join(" ", paragraph).replaceAll("\\s+", " ").strip());
      paragraph.clear();
    }
  }

  private static boolean isOfContents(String line) {
    return line.matches(".*(?:\\. ?){4,}\\s*[0-9]+\\s*");
  }

  private static Optional<String> headingNumber(String line, String current) {
    Matcher matcher = HEADING.matcher(line);
    if (!matcher.matches() || isOfContents(line) || DATE.matcher(line).matches()) {
      return Optional.empty();
    }
    String number = matcher.group("number");
    boolean appendix = Character.isLetter(number.charAt(0));
    if (appendix && number.length() == 1 && !line.startsWith("Appendix")) {
      return Optional.empty();
    }
    return Optional.of(number);
  }

  /** Removes headers and footers, and joins a paragraph that a page break cut in two. */
  private static List<String> withoutPageBreaks(String text) {
    List<String> kept = new ArrayList<>();
    boolean afterBreak = false;
    for (String line : text.split("\\r?\\n")) {
      String bare = line.replace("\f", "");
      if (FOOTER.matcher(bare).matches() || RUNNING_HEADER.matcher(bare).matches()) {
        while (!kept.isEmpty() && kept.getLast().isBlank()) {
          kept.removeLast();
        }
        afterBreak = true;
      } else if (afterBreak && bare.isBlank()) {
        continue;
      } else {
        if (afterBreak) {
          if (kept.isEmpty() || !continues(kept.getLast(), bare)) {
            kept.add("");
          }
          afterBreak = false;
        }
        kept.add(bare);
      }
    }
    return kept;
  }

  private static boolean continues(String before, String after) {
    boolean open = !before.strip().matches(".*[.?!:][\"')]*");
    return open && after.startsWith(" ") && !LIST_ITEM.matcher(after).matches();
  }

  private static List<String> sentencesOf(String paragraph) {
    List<String> found = new ArrayList<>();
    int start = 0;
    Matcher end = SENTENCE_END.matcher(paragraph);
    while (end.find()) {
      String upToStop = paragraph.substring(start, end.start() + 1);
      if (!ABBREVIATION.matcher(upToStop).matches()) {
        found.add(paragraph.substring(start, end.end()).strip());
        start = end.end();
      }
    }
    found.add(paragraph.substring(start).strip());
    return found;
  }

  private static boolean explainsKeywords(String sentence) {
    return sentence.matches("(?i).*\\bkey ?words\\b.*") && sentence.contains("SHALL");
  }
}
