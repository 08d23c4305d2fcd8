package org.yett.ike.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.ike.transport.Reassembly.Verdict;
import org.yett.ike.wire.EncryptedPayload.Skf;
import org.yett.ike.wire.Flags;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.IkeSpi;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.SealedMessage;
import org.yett.ike.wire.Side;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.PayloadType;

/** Receiving fragments (RFC 7383 2.6). */
class ReassemblyTest {

  private static final IkeHeader HEADER =
      IkeHeader.of(
          new IkeSpi(1), new IkeSpi(2), ExchangeType.IKE_AUTH, Flags.request(Side.INITIATOR), 1);

  private static Skf skf(int number, int total) {
    return new Skf(PayloadType.NOTIFY, number, total, 28, 20);
  }

  private static boolean add(Reassembly set, int number, int total, int... octets) {
    byte[] plaintext = new byte[octets.length];
    for (int i = 0; i < octets.length; i++) {
      plaintext[i] = (byte) octets[i];
    }
    Skf skf = skf(number, total);
    SealedMessage message =
        new SealedMessage(
            HEADER, List.of(), skf, Optional.empty(), Octets.wrap(new byte[56 + number]));
    assertEquals(Verdict.WANTED, set.judge(skf));
    return set.add(message, skf, plaintext, Instant.EPOCH);
  }

  @Test
  void fragmentsInAnyOrderMakeTheMessage() {
    Reassembly set = new Reassembly(8, 100);
    add(set, 3, 3, 5);
    add(set, 1, 3, 1, 2);
    assertFalse(set.isComplete());
    add(set, 2, 3, 3, 4);
    assertTrue(set.isComplete());
    assertEquals("0102030405", set.plaintext().hex());
    assertEquals(3, set.present());
    assertEquals(59, set.largest());
    assertEquals(57 + 58 + 59, set.wireOctets());
  }

  @Test
  @Tag("rfc7383:2.6/2")
  void aFragmentThatIsThereIsARepetition() {
    Reassembly set = new Reassembly(8, 100);
    add(set, 2, 3, 3);
    assertEquals(Verdict.REPEATED, set.judge(skf(2, 3)));
  }

  @Test
  @Tag("rfc7383:2.6/1")
  @Tag("rfc7383:2.6/4")
  void aLargerTotalBeginsAnewAndASmallerOneIsOutdated() {
    Reassembly set = new Reassembly(8, 100);
    add(set, 1, 2, 1);
    add(set, 2, 3, 9);
    assertEquals(1, set.present());
    assertEquals(Verdict.OUTDATED, set.judge(skf(2, 2)));
    add(set, 1, 3, 8);
    add(set, 3, 3, 7);
    assertEquals("080907", set.plaintext().hex());
  }

  @Test
  @Tag("rfc7383:5/1")
  void numberAndLengthAreBounded() {
    Reassembly set = new Reassembly(4, 5);
    assertEquals(Verdict.TOO_MANY, set.judge(skf(1, 5)));
    assertTrue(add(set, 1, 2, 1, 2, 3));
    assertFalse(add(set, 2, 2, 4, 5, 6));
    assertEquals(0, set.present());
    assertTrue(set.begun().isEmpty());
  }
}
