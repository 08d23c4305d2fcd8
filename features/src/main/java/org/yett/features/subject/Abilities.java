package org.yett.features.subject;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Which extensions of IKEv2 an end uses. Changed by a scenario's givens. */
public final class Abilities {

  /** How an end stands to IKE SAs without a Child SA (RFC 6023). */
  public enum Childless {
    /** It does not know of them. */
    UNKNOWN,
    /** It accepts them. */
    ACCEPTED,
    /** It begins them where the peer accepts them. */
    PREFERRED
  }

  private Childless childless = Childless.ACCEPTED;
  private boolean mobike;
  private List<String> furtherAddresses = List.of();
  private boolean tickets;
  private boolean crashTokens;
  private boolean followsRedirects = true;
  private Optional<String> sendsTo = Optional.empty();
  private OptionalInt puzzles = OptionalInt.empty();
  private boolean solvesPuzzles = true;

  /** How the end stands to IKE SAs without a Child SA. */
  public void childless(Childless other) {
    childless = other;
  }

  /** How the end stands to IKE SAs without a Child SA. */
  public Childless childless() {
    return childless;
  }

  /** Gives the end MOBIKE (RFC 4555). */
  public void useMobike() {
    mobike = true;
  }

  /** Whether the end has MOBIKE. */
  public boolean usesMobike() {
    return mobike;
  }

  /** Gives the end addresses besides its first one. */
  public void furtherAddresses(List<String> literals) {
    furtherAddresses = List.copyOf(literals);
  }

  /** Addresses of the end besides its first one. */
  public List<String> furtherAddresses() {
    return furtherAddresses;
  }

  /** Makes the end ask for tickets, and give them (RFC 5723). */
  public void useTickets() {
    tickets = true;
  }

  /** Whether the end asks for tickets, and gives them. */
  public boolean usesTickets() {
    return tickets;
  }

  /** Gives the end a lasting secret from which it makes tokens of crash detection (RFC 6290). */
  public void makeCrashTokens() {
    crashTokens = true;
  }

  /** Whether the end makes tokens of crash detection. */
  public boolean makesCrashTokens() {
    return crashTokens;
  }

  /** Makes the end stay where it is, and say nothing of redirection (RFC 5685). */
  public void ignoreRedirects() {
    followsRedirects = false;
  }

  /** Whether the end goes to other gateways. */
  public boolean followsRedirects() {
    return followsRedirects;
  }

  /** Makes the end send every initiator to a gateway at that address, in IKE_SA_INIT. */
  public void sendEverybodyTo(String literal) {
    sendsTo = Optional.of(literal);
  }

  /** Where the end sends every initiator. */
  public Optional<String> sendsTo() {
    return sendsTo;
  }

  /** Makes the end give puzzles of so many zero bits to every initiator (RFC 8019). */
  public void givePuzzles(int bits) {
    puzzles = OptionalInt.of(bits);
  }

  /** How difficult puzzles the end gives, if any. */
  public OptionalInt puzzles() {
    return puzzles;
  }

  /** Makes the end solve no puzzles. */
  public void leavePuzzles() {
    solvesPuzzles = false;
  }

  /** Whether the end solves puzzles. */
  public boolean solvesPuzzles() {
    return solvesPuzzles;
  }
}
