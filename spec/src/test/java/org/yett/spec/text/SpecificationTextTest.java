package org.yett.spec.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.yett.spec.Level;

class SpecificationTextTest {

  private static final String TEXT =
      """
      Table of Contents

         1. Gates ..................... 1
         1.1. Bars .................... 2

      1.  Gates

         The key words "MUST", "SHALL" and "MAY" in this document are to be
         interpreted as usual.  A gate MUST close at night, e.g. at ten.
         Nobody cares about this one.  It is REQUIRED to be of iron; a
         keeper MAY paint it.

      1.1.  Bars

         o  A bar SHOULD be straight.

         o  A bar SHOULD NOT rattle, and a bar that crosses a page
            break
      \f

      Smith                        Informational                      [Page 1]
      RFC 9999                        Gates                        April 2026

            MUST NOT be counted twice.

      2.  References

         [X]  Smith, "MAY", 2001.

      Appendix A.  Hinges

         Hinges ARE optional.  Oil is OPTIONAL.
      """;

  private final List<NormativeSentence> sentences = SpecificationText.of(TEXT).normativeSentences();

  @Test
  void normativeSentencesAreNumberedWithinTheirSection() {
    assertEquals(
        List.of("1/1", "1/2", "1.1/1", "1.1/2", "A/1"),
        sentences.stream().map(NormativeSentence::place).toList());
  }

  @Test
  void theStrongestKeywordGivesTheLevel() {
    assertEquals(
        List.of(Level.MUST, Level.MUST, Level.SHOULD, Level.MUST_NOT, Level.MAY),
        sentences.stream().map(NormativeSentence::level).toList());
  }

  @Test
  void aSentenceIsJoinedAcrossAPageBreak() {
    assertTrue(sentences.get(3).text().endsWith("crosses a page break MUST NOT be counted twice."));
  }

  @Test
  void anAbbreviationDoesNotEndASentence() {
    assertEquals("A gate MUST close at night, e.g. at ten.", sentences.getFirst().text());
  }

  @Test
  void theHashDoesNotDependOnWhiteSpace() {
    assertEquals(
        NormativeSentence.hash("A gate MUST close."),
        NormativeSentence.hash("A gate\n   MUST close."));
  }

  @Test
  void passagesAreFoundByLineAndBySentence() {
    SpecificationText text = SpecificationText.of(TEXT);
    assertTrue(
        text.passageHashes("1").contains(NormativeSentence.hash("Nobody cares about this one.")));
    assertTrue(text.passageHashes("A").contains(NormativeSentence.hash("Hinges ARE optional.")));
    assertTrue(text.passageHashes("7").isEmpty());
  }
}
