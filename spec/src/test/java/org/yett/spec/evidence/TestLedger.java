package org.yett.spec.evidence;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yett.spec.ClauseKey;
import org.yett.spec.Level;
import org.yett.spec.ledger.Ledger;
import org.yett.spec.ledger.LedgerDocument;
import org.yett.spec.ledger.LedgerEntry;
import org.yett.spec.ledger.Role;
import org.yett.spec.ledger.Status;

/** A small ledger: rfc1 with section 2.1, and a draft that became rfc2. */
final class TestLedger {

  static final Ledger LEDGER =
      Ledger.of(
          List.of(
              document("rfc1", List.of(), "2.1/1", "2.1/2", "2.1/x1"),
              document("draft-x-01", List.of("rfc2"), "3/1")));

  private TestLedger() {}

  private static LedgerDocument document(String name, List<String> aliases, String... places) {
    return new LedgerDocument(
        name,
        "A title",
        name + ".txt",
        false,
        aliases,
        Set.of("2.1", "2.2", "3", "9.9"),
        List.of(places).stream().map(place -> entry(name + ":" + place)).toList());
  }

  private static LedgerEntry entry(String key) {
    return new LedgerEntry(
        ClauseKey.parse(key).orElseThrow(),
        Level.MUST,
        Role.BOTH,
        "0".repeat(64),
        "Something is done.",
        Optional.empty(),
        Status.ACTIVE,
        Optional.empty(),
        1);
  }
}
