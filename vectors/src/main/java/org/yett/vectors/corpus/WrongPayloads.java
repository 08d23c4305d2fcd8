package org.yett.vectors.corpus;

import static org.yett.vectors.corpus.Falsified.Where.request;
import static org.yett.vectors.corpus.NegativeSetups.base;
import static org.yett.vectors.exchange.Host.INITIATOR;
import static org.yett.vectors.exchange.Host.RESPONDER;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.yett.vectors.corpus.NegativeSetups.Demand;
import org.yett.vectors.exchange.Negative.Reaction;

/** Payloads inside authentic requests that are not well-formed, missing, or unknown. */
final class WrongPayloads {

  private static final int IKE_AUTH = 35;
  private static final int CREATE_CHILD_SA = 36;
  private static final int INFORMATIONAL = 37;
  private static final int SA = 33;
  private static final int IDI = 35;
  private static final int AUTH = 39;
  private static final int NONCE = 40;
  private static final int NOTIFY = 41;
  private static final int DELETE = 42;
  private static final int TSI = 44;
  private static final int INVALID_SYNTAX = 7;
  private static final int UNSUPPORTED_CRITICAL_PAYLOAD = 1;
  private static final int AUTHENTICATION_FAILED = 24;
  private static final int UNKNOWN_TYPE = 200;
  private static final String SYNTAX = "rfc7296:3.10.1";

  private final NegativeSetups setups;

  private WrongPayloads(NegativeSetups setups) {
    this.setups = setups;
  }

  static void addTo(NegativeSetups setups) {
    WrongPayloads wrong = new WrongPayloads(setups);
    wrong.trafficSelectors();
    wrong.proposals();
    wrong.others();
    wrong.missing();
    wrong.unknown();
    wrong.established();
  }

  private void malformed(
      String id, String wrong, String clause, int payload, UnaryOperator<byte[]> change) {
    setups.edited(
        id,
        wrong,
        clause,
        Demand.notify(RESPONDER, INVALID_SYNTAX, SYNTAX),
        base("x25519"),
        good -> good.body(request(INITIATOR, IKE_AUTH), payload, change));
  }

  private static byte[] set(byte[] octets, int at, int value) {
    octets[at] = (byte) value;
    return octets;
  }

  private void trafficSelectors() {
    malformed("ts-count-zero", "Number of TSs is 0", "rfc7296:3.13", TSI, ts -> set(ts, 0, 0));
    malformed(
        "ts-count-two", "Number of TSs is one too many", "rfc7296:3.13", TSI, ts -> set(ts, 0, 2));
    malformed("ts-length", "a Selector Length of 15", "rfc7296:3.13.1", TSI, ts -> set(ts, 7, 15));
    malformed(
        "ts-port-order",
        "Start Port 1, End Port 0, which is neither a range nor OPAQUE",
        "rfc7296:3.13.1",
        TSI,
        ts -> set(set(set(ts, 9, 1), 10, 0), 11, 0));
    malformed(
        "ts-address-order",
        "a Starting Address above the Ending Address",
        "rfc7296:3.13.1",
        TSI,
        ts -> set(ts, 12, 11));
    malformed(
        "ts-truncated",
        "a TS payload of 3 octets",
        "rfc7296:3.13",
        TSI,
        ts -> Arrays.copyOf(ts, 3));
  }

  private void proposals() {
    malformed("sa-empty", "an SA payload without a proposal", "rfc7296:3.3", SA, sa -> new byte[0]);
    malformed(
        "proposal-length",
        "a Proposal Length beyond the payload",
        "rfc7296:3.3.1",
        SA,
        sa -> set(sa, 3, sa.length + 4));
    malformed(
        "proposal-last-substruc",
        "the last proposal says that another follows",
        "rfc7296:3.3.1",
        SA,
        sa -> set(sa, 0, 2));
    malformed(
        "proposal-spi-size", "an SPI Size of 3 for ESP", "rfc7296:3.3.1", SA, sa -> set(sa, 6, 3));
    malformed(
        "transform-count",
        "Num Transforms is one too many",
        "rfc7296:3.3.1",
        SA,
        sa -> set(sa, 7, 3));
    malformed(
        "transform-count-zero", "Num Transforms is 0", "rfc7296:3.3.1", SA, sa -> set(sa, 7, 0));
    malformed(
        "transform-length", "a Transform Length of 7", "rfc7296:3.3.2", SA, sa -> set(sa, 15, 7));
    malformed(
        "transform-last-substruc",
        "the first transform says that it is the last",
        "rfc7296:3.3.2",
        SA,
        sa -> set(sa, 12, 0));
    malformed(
        "transform-attribute-length",
        "a Key Length attribute in TLV form that goes beyond its transform",
        "rfc7296:3.3.5",
        SA,
        sa -> set(sa, 20, 0));
  }

  private void others() {
    malformed(
        "id-truncated",
        "an ID payload of 3 octets",
        "rfc7296:3.5",
        IDI,
        id -> Arrays.copyOf(id, 3));
    malformed(
        "id-address-length",
        "ID_IPV4_ADDR with more than 4 octets",
        "rfc7296:3.5",
        IDI,
        id -> set(id, 0, 1));
    malformed(
        "auth-truncated",
        "an AUTH payload of 3 octets",
        "rfc7296:3.8",
        AUTH,
        a -> Arrays.copyOf(a, 3));
    malformed(
        "notify-spi-size",
        "a notification about the IKE SA with an SPI Size of 4",
        "rfc7296:3.10",
        NOTIFY,
        n -> set(Arrays.copyOf(set(n, 0, 1), 8), 1, 4));
    malformed(
        "notify-truncated",
        "a Notify payload of 3 octets",
        "rfc7296:3.10",
        NOTIFY,
        n -> Arrays.copyOf(n, 3));
  }

  private void missing() {
    for (int[] payload : new int[][] {{IDI, 0}, {TSI, 1}}) {
      String name = new String[] {"IDi", "TSi"}[payload[1]];
      setups.edited(
          "missing-" + name.toLowerCase(java.util.Locale.ROOT),
          "IKE_AUTH without " + name,
          "rfc7296:1.2",
          Demand.notify(RESPONDER, INVALID_SYNTAX, SYNTAX),
          base("x25519"),
          good -> Falsified.without(request(INITIATOR, IKE_AUTH), payload[0], 1));
    }
  }

  private void unknown() {
    setups.edited(
        "missing-auth",
        "IKE_AUTH without AUTH, which asks for EAP, towards a responder that has none",
        "rfc7296:2.16",
        Demand.notify(RESPONDER, AUTHENTICATION_FAILED, "rfc7296:2.21.2"),
        base("x25519"),
        good -> Falsified.without(request(INITIATOR, IKE_AUTH), AUTH, 1));
    setups.edited(
        "critical-unknown",
        "a payload of unknown type with the critical bit",
        "rfc7296:2.5",
        Demand.notify(RESPONDER, UNSUPPORTED_CRITICAL_PAYLOAD, "rfc7296:2.5"),
        base("x25519"),
        good ->
            Falsified.with(request(INITIATOR, IKE_AUTH), UNKNOWN_TYPE, true, new byte[] {1, 2}));
    setups.edited(
        "uncritical-unknown",
        "a payload of unknown type without the critical bit",
        "rfc7296:2.5",
        Demand.of(RESPONDER, Reaction.IGNORE, "rfc7296:2.5"),
        base("x25519"),
        good ->
            Falsified.with(request(INITIATOR, IKE_AUTH), UNKNOWN_TYPE, false, new byte[] {1, 2}));
    setups.edited(
        "notify-unknown-status",
        "a status notification of unknown type",
        "rfc7296:3.10.1",
        Demand.of(RESPONDER, Reaction.IGNORE, "rfc7296:3.10.1"),
        base("x25519"),
        good ->
            Falsified.with(
                request(INITIATOR, IKE_AUTH), NOTIFY, false, new byte[] {0, 0, (byte) 0xee, 1}));
  }

  private void established() {
    Setup rekey = base("x25519").then(INITIATOR, "initiate").then(INITIATOR, "rekey-child");
    Demand syntax = Demand.notify(RESPONDER, INVALID_SYNTAX, SYNTAX);
    setups.edited(
        "nonce-short",
        "a nonce of 15 octets",
        "rfc7296:3.9",
        syntax,
        rekey,
        good -> good.body(request(INITIATOR, CREATE_CHILD_SA), NONCE, n -> Arrays.copyOf(n, 15)));
    setups.edited(
        "nonce-long",
        "a nonce of 257 octets",
        "rfc7296:3.9",
        syntax,
        rekey,
        good -> good.body(request(INITIATOR, CREATE_CHILD_SA), NONCE, n -> Arrays.copyOf(n, 257)));
    setups.edited(
        "create-child-missing-nonce",
        "CREATE_CHILD_SA without a nonce",
        "rfc7296:1.3",
        syntax,
        rekey,
        good -> Falsified.without(request(INITIATOR, CREATE_CHILD_SA), NONCE, 1));
    Setup delete = base("x25519").then(INITIATOR, "initiate").then(INITIATOR, "terminate-child");
    setups.edited(
        "delete-spi-count",
        "Num of SPIs is one too many",
        "rfc7296:3.11",
        syntax,
        delete,
        good -> good.body(request(INITIATOR, INFORMATIONAL), DELETE, d -> set(d, 3, 2)));
    setups.edited(
        "delete-spi-size",
        "a Delete payload for ESP with an SPI Size of 8",
        "rfc7296:3.11",
        syntax,
        delete,
        good -> good.body(request(INITIATOR, INFORMATIONAL), DELETE, d -> set(d, 1, 8)));
    setups.edited(
        "delete-protocol",
        "a Delete payload for protocol 9",
        "rfc7296:3.11",
        syntax,
        delete,
        good -> good.body(request(INITIATOR, INFORMATIONAL), DELETE, d -> set(d, 0, 9)));
    Setup alive = base("x25519").then(INITIATOR, "initiate").then(INITIATOR, "check-liveness");
    setups.edited(
        "exchange-unknown",
        "a request of exchange type 200",
        "rfc7296:3.1",
        syntax,
        alive,
        good -> Falsified.becoming(request(INITIATOR, INFORMATIONAL), 200));
    setups.edited(
        "intermediate-after-auth",
        "IKE_INTERMEDIATE in an established IKE SA",
        "rfc9242:3.2",
        Demand.notify(RESPONDER, INVALID_SYNTAX, "rfc9242:3.2"),
        alive,
        good -> Falsified.becoming(request(INITIATOR, INFORMATIONAL), 43));
  }
}
