package org.yett.spec.ledger;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The ledger of one specification.
 *
 * @param name the name that keys begin with, for example {@code rfc9370} or {@code ikev2-mlkem-08}
 * @param title the specification's title
 * @param source the file name under which its text is looked for, for example {@code rfc9370.txt}
 * @param provisional whether the hashes were made from a transcription, not from the official text
 * @param aliases other names for the same document, for example that of the RFC which a draft
 *     becomes
 * @param sections the numbers of all its sections and appendices, with or without normative
 *     sentences, in the order of the text
 * @param entries in the order of the text
 */
public record LedgerDocument(
    String name,
    String title,
    String source,
    boolean provisional,
    List<String> aliases,
    Set<String> sections,
    List<LedgerEntry> entries) {

  /** Copies the lists. */
  public LedgerDocument {
    aliases = List.copyOf(aliases);
    sections = Collections.unmodifiableSet(new LinkedHashSet<>(sections));
    entries = List.copyOf(entries);
  }
}
