package org.yett.vectors.corpus;

import static org.yett.vectors.corpus.NegativeSetups.base;
import static org.yett.vectors.exchange.Host.INITIATOR;
import static org.yett.vectors.exchange.Host.RESPONDER;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.yett.vectors.corpus.NegativeSetups.Demand;
import org.yett.vectors.exchange.Negative.Reaction;

/** Datagrams that somebody on the path has changed. */
final class WrongDatagrams {

  private static final int INVALID_MAJOR_VERSION = 5;
  private static final int VERSION = 17;
  private static final int EXCHANGE = 18;
  private static final int FLAGS = 19;
  private static final int MESSAGE_ID = 20;
  private static final int LENGTH = 24;
  private static final int FRAGMENT = 32;
  private static final int TOTAL = 34;

  private final NegativeSetups setups;

  private WrongDatagrams(NegativeSetups setups) {
    this.setups = setups;
  }

  static void addTo(NegativeSetups setups) {
    WrongDatagrams wrong = new WrongDatagrams(setups);
    wrong.headers();
    wrong.checksums();
    wrong.fragments();
  }

  private void dropped(
      String id,
      String wrong,
      String clause,
      String victim,
      Setup base,
      int number,
      Consumer<ByteBuffer> change) {
    setups.edited(
        id,
        wrong,
        clause,
        Demand.of(victim, Reaction.DROP, clause),
        base,
        good ->
            good.datagram(
                victim.equals(RESPONDER) ? INITIATOR : RESPONDER,
                number,
                octets -> {
                  change.accept(ByteBuffer.wrap(octets));
                  return octets;
                }));
  }

  private void headers() {
    setups.edited(
        "version-3",
        "major version 3",
        "rfc7296:2.5",
        Demand.notify(RESPONDER, INVALID_MAJOR_VERSION, "rfc7296:2.5"),
        base("x25519"),
        good ->
            good.datagram(
                INITIATOR,
                1,
                octets -> {
                  octets[VERSION] = 0x30;
                  return octets;
                }));
    dropped(
        "version-1",
        "major version 1",
        "rfc7296:2.5",
        RESPONDER,
        base("x25519"),
        1,
        o -> o.put(VERSION, (byte) 0x10));
    dropped(
        "length-field",
        "the Length field is one too many",
        "rfc7296:3.1",
        RESPONDER,
        base("x25519"),
        1,
        o -> o.putInt(LENGTH, o.capacity() + 1));
    dropped(
        "spi-zero",
        "SPIi is zero",
        "rfc7296:3.1",
        RESPONDER,
        base("x25519"),
        1,
        o -> o.putLong(0, 0));
    dropped(
        "first-message-id",
        "IKE_SA_INIT with Message ID 1",
        "rfc7296:1.2",
        RESPONDER,
        base("x25519"),
        1,
        o -> o.putInt(MESSAGE_ID, 1));
    dropped(
        "message-id-window",
        "IKE_AUTH with Message ID 7",
        "rfc7296:2.3",
        RESPONDER,
        base("x25519"),
        2,
        o -> o.putInt(MESSAGE_ID, 7));
    setups.edited(
        "auth-in-clear",
        "IKE_AUTH without an Encrypted payload, a notification in clear in its place",
        "rfc7296:1.2",
        Demand.of(RESPONDER, Reaction.DROP, "rfc7296:1.2"),
        base("x25519"),
        good ->
            good.datagram(
                INITIATOR,
                2,
                octets -> {
                  byte[] clear = Arrays.copyOf(octets, 36);
                  ByteBuffer.wrap(clear).put(16, (byte) 41).putInt(LENGTH, 36);
                  ByteBuffer.wrap(clear).putLong(28, 0x0000_0008_0000_4000L);
                  return clear;
                }));
    setups.edited(
        "truncated",
        "the datagram ends in the middle of the Encrypted payload",
        "rfc7296:3.1",
        Demand.of(RESPONDER, Reaction.DROP, "rfc7296:3.1"),
        base("x25519"),
        good -> good.datagram(INITIATOR, 2, octets -> Arrays.copyOf(octets, 100)));
    setups.edited(
        "encrypted-too-short",
        "an Encrypted payload of 10 octets",
        "rfc7296:3.14",
        Demand.of(RESPONDER, Reaction.DROP, "rfc7296:3.14"),
        base("x25519"),
        good ->
            good.datagram(
                INITIATOR,
                2,
                octets -> {
                  byte[] shorter = Arrays.copyOf(octets, 42);
                  ByteBuffer.wrap(shorter).putInt(LENGTH, 42).putShort(30, (short) 14);
                  return shorter;
                }));
  }

  private void checksums() {
    dropped(
        "icv-request",
        "one bit of the ICV of IKE_AUTH is wrong",
        "rfc7296:3.14",
        RESPONDER,
        base("x25519"),
        2,
        WrongDatagrams::last);
    dropped(
        "icv-response",
        "one bit of the ICV of the response of IKE_AUTH is wrong",
        "rfc7296:3.14",
        INITIATOR,
        base("x25519"),
        2,
        WrongDatagrams::last);
    dropped(
        "icv-intermediate",
        "one bit of the ICV of IKE_INTERMEDIATE is wrong",
        "rfc9242:3.3.1",
        RESPONDER,
        base("x25519-ke1_mlkem512"),
        2,
        WrongDatagrams::last);
    dropped(
        "ciphertext-cbc",
        "one bit of the ciphertext under AES-CBC is wrong",
        "rfc7296:3.14",
        RESPONDER,
        base("x25519").ike("aes256-sha256-x25519"),
        2,
        o -> o.put(60, (byte) (o.get(60) ^ 1)));
    dropped(
        "header-covered",
        "the exchange type of an authentic message is changed",
        "rfc5282:5.1",
        RESPONDER,
        base("x25519"),
        2,
        o -> o.put(EXCHANGE, (byte) 37));
    dropped(
        "response-flag",
        "the R flag of a request is set",
        "rfc7296:2.2",
        RESPONDER,
        base("x25519"),
        2,
        o -> o.put(FLAGS, (byte) (o.get(FLAGS) | 0x20)));
  }

  private static void last(ByteBuffer octets) {
    int at = octets.capacity() - 1;
    octets.put(at, (byte) (octets.get(at) ^ 1));
  }

  private void fragments() {
    Setup base = base("x25519-ke1_mlkem512").fragmentation("yes", 576);
    dropped(
        "fragment-zero",
        "Fragment Number 0",
        "rfc7383:2.6",
        RESPONDER,
        base,
        2,
        o -> o.putShort(FRAGMENT, (short) 0));
    dropped(
        "fragment-above-total",
        "a Fragment Number above Total Fragments",
        "rfc7383:2.6",
        RESPONDER,
        base,
        2,
        o -> o.putShort(FRAGMENT, (short) 9));
    dropped(
        "fragment-total-zero",
        "Total Fragments 0",
        "rfc7383:2.6",
        RESPONDER,
        base,
        2,
        o -> o.putShort(TOTAL, (short) 0));
    dropped(
        "fragment-icv",
        "one bit of the ICV of a fragment is wrong",
        "rfc7383:2.6.1",
        RESPONDER,
        base,
        3,
        WrongDatagrams::last);
  }
}
