package org.yett.ike.transport;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.yett.ike.wire.EncryptedPayload.Skf;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.SealedMessage;
import org.yett.spec.Clause;

/**
 * The fragments of one message that have arrived so far, already opened (RFC 7383 2.6). One of
 * these is kept for each message that may arrive, with the generation of keys under which its
 * fragments are opened, so that fragments of different generations never meet.
 */
@Clause("rfc7383:2.6")
public final class Reassembly {

  private final int maxFragments;
  private final int maxOctets;

  private byte[][] plaintexts = new byte[0][];
  private Optional<SealedMessage> first = Optional.empty();
  private int present;
  private int octets;
  private int wireOctets;
  private int largest;
  private Optional<Instant> begun = Optional.empty();

  /**
   * Nothing yet.
   *
   * @param maxFragments most fragments that a message may consist of
   * @param maxOctets most octets of inner payloads that a message may hold
   */
  public Reassembly(int maxFragments, int maxOctets) {
    this.maxFragments = maxFragments;
    this.maxOctets = maxOctets;
  }

  /** What to do with a fragment before it is opened. */
  public enum Verdict {
    /** Open it, and {@link #add} it if it is authentic. */
    WANTED,
    /** It has arrived before: ignore it. */
    REPEATED,
    /** It belongs to a set with fewer fragments than the one under way: ignore it. */
    OUTDATED,
    /** The message has more fragments than we accept. */
    TOO_MANY
  }

  /** Judges a fragment by its numbers alone, so that no useless one is decrypted. */
  public Verdict judge(Skf fragment) {
    if (fragment.totalFragments() > maxFragments) {
      return Verdict.TOO_MANY;
    }
    if (present > 0 && fragment.totalFragments() < plaintexts.length) {
      // = rfc7383:2.6/1
      return Verdict.OUTDATED;
    }
    boolean sameSet = present > 0 && fragment.totalFragments() == plaintexts.length;
    // = rfc7383:2.6/2, rfc7383:2.6.1/1
    return sameSet && plaintexts[fragment.fragmentNumber() - 1] != null
        ? Verdict.REPEATED
        : Verdict.WANTED;
  }

  /**
   * Keeps an authentic fragment that is {@link Verdict#WANTED}. One of a set with more fragments
   * than the set under way makes that set forgotten.
   *
   * @param message the datagram
   * @param fragment its numbers
   * @param plaintext its part of the inner payloads; owned from now on
   * @return false if the message would become longer than we accept; everything is forgotten then
   */
  public boolean add(SealedMessage message, Skf fragment, byte[] plaintext, Instant now) {
    if (fragment.totalFragments() != plaintexts.length) {
      // = rfc7383:2.6/4
      clear();
      plaintexts = new byte[fragment.totalFragments()][];
    }
    if (begun.isEmpty()) {
      begun = Optional.of(now);
    }
    plaintexts[fragment.fragmentNumber() - 1] = plaintext;
    if (fragment.fragmentNumber() == 1) {
      first = Optional.of(message);
    }
    present++;
    octets += plaintext.length;
    wireOctets += message.octets().size();
    largest = Math.max(largest, message.octets().size());
    // = rfc7383:5/1, rfc7383:5/3
    if (octets > maxOctets) {
      clear();
      return false;
    }
    return true;
  }

  /** Whether all fragments are there. */
  public boolean isComplete() {
    return present > 0 && present == plaintexts.length;
  }

  /** When the first fragment of the set under way arrived; empty if there is none. */
  public Optional<Instant> begun() {
    return begun;
  }

  /** How many fragments have arrived. */
  public int present() {
    return present;
  }

  /** Octets of the datagrams that have arrived. */
  public int wireOctets() {
    return wireOctets;
  }

  /** Octets of the greatest datagram that has arrived. */
  public int largest() {
    return largest;
  }

  /** The first fragment, if it has arrived. */
  public Optional<SealedMessage> first() {
    return first;
  }

  /** The inner payloads of a complete set. */
  public Octets plaintext() {
    byte[] all = new byte[octets];
    int at = 0;
    for (byte[] part : plaintexts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return Octets.wrap(all);
  }

  /** Forgets everything. */
  public void clear() {
    for (byte[] part : plaintexts) {
      if (part != null) {
        Arrays.fill(part, (byte) 0);
      }
    }
    plaintexts = new byte[0][];
    first = Optional.empty();
    present = 0;
    octets = 0;
    wireOctets = 0;
    largest = 0;
    begun = Optional.empty();
  }
}
