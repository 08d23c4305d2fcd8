package org.yett.spec.ledger;

import java.util.Optional;
import org.yett.spec.ClauseKey;
import org.yett.spec.Level;

/**
 * One normative sentence: where it stands, what it demands of whom, and how we treat it.
 *
 * @param key the sentence's address
 * @param level how binding it is
 * @param role on whom it makes its demand
 * @param hash the SHA-256 of the sentence without white space, 64 lower-case hex digits
 * @param paraphrase the demand in our own words
 * @param outOfScope why it does not apply to this project; empty if it does apply
 * @param status what has been decided about it; {@link Status#EXCEPTED} if it does not apply
 * @param reason why it is not followed although it applies; with {@link Status#EXCEPTED}, either
 *     this or {@code outOfScope} is present, and otherwise neither
 * @param line the line of the ledger file on which the entry starts, from 1
 */
public record LedgerEntry(
    ClauseKey key,
    Level level,
    Role role,
    String hash,
    String paraphrase,
    Optional<String> outOfScope,
    Status status,
    Optional<String> reason,
    int line) {

  /** Whether the clause applies to this project. */
  public boolean inScope() {
    return outOfScope.isEmpty();
  }
}
