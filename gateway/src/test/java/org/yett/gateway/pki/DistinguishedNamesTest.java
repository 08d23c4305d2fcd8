package org.yett.gateway.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistinguishedNamesTest {

  private static boolean matches(String pattern, String name) throws PkiException {
    return DistinguishedNames.matches(
        DistinguishedNames.parse(pattern), DistinguishedNames.parse(name));
  }

  @Test
  void aStarStandsForAnyValueOfItsPart() throws PkiException {
    assertTrue(matches("C=CH, O=Example, CN=*", "C=CH, O=Example, CN=moon"));
    assertFalse(matches("C=CH, O=Example, CN=*", "C=CH, O=Other, CN=moon"));
    assertFalse(matches("C=CH, O=Example, OU=*", "C=CH, O=Example, CN=moon"));
    assertFalse(matches("C=CH, CN=*", "C=CH, O=Example, CN=moon"));
    assertFalse(matches("CN=mo*", "CN=moon"));
  }

  @Test
  void caseAndSpacesDoNotMatterButOrderDoes() throws PkiException {
    assertTrue(matches("C=ch,  O=example   gmbh", "C=CH, O=Example GmbH"));
    assertFalse(matches("O=Example, C=CH", "C=CH, O=Example"));
  }

  @Test
  void whatIsWrittenIsReadAgain() throws PkiException {
    String name = "C=CH, O=A\\, B \\\"C\\\", OU=Ü, E=a@b.example, 1.2.3.4=x";
    assertEquals(name, DistinguishedNames.text(DistinguishedNames.parse(name)));
    assertEquals(
        "C=CH, CN=moon", DistinguishedNames.text(DistinguishedNames.parse("/C=CH/CN=moon")));
    assertEquals("O=A\\, B", DistinguishedNames.text(DistinguishedNames.parse("O=\"A, B\"")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "CN", "=x", "CN=a, b", "XX=a", "O=\"a"})
  void whatIsNoNameIsRefused(String text) {
    assertThrows(PkiException.class, () -> DistinguishedNames.parse(text));
  }
}
