package org.yett.vectors.primitive;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.yett.ike.crypto.KeyExchange;
import org.yett.ike.crypto.KeyExchangeError;
import org.yett.ike.crypto.KeyExchanges;
import org.yett.ike.crypto.Secret;
import org.yett.spec.iana.KeyExchangeMethod;

/** Diffie-Hellman methods, each vector in both roles. */
final class KeyExchangeChecks {

  /** Wycheproof's mark for a public value that RFC 7748 6 tells to refuse. */
  private static final String ZERO_SECRET = "ZeroSharedSecret";

  private static final List<KeyExchangeMethod> OVER_PRIME_FIELDS =
      List.of(
          KeyExchangeMethod.ECP_256,
          KeyExchangeMethod.ECP_384,
          KeyExchangeMethod.ECP_521,
          KeyExchangeMethod.BRAINPOOL_P256R1,
          KeyExchangeMethod.BRAINPOOL_P384R1,
          KeyExchangeMethod.BRAINPOOL_P512R1);

  private KeyExchangeChecks() {}

  static Outcome exchange(PrimitiveVectorSet set, PrimitiveVector vector) {
    KeyExchange exchange =
        KeyExchanges.standard()
            .find(KeyExchangeMethod.of(set.parameter("method")))
            .orElseThrow(() -> new VectorFormatException(set.name() + ": unknown method"));
    byte[] random = random(exchange, vector.input("private"));
    byte[] peer = vector.input("peer");
    try (KeyExchange.InitiatorKey initiator = exchange.initiate(random)) {
      Expected expected = new Expected();
      vector
          .optionalOutput("public")
          .ifPresent(value -> expected.same("public", value, initiator.share()));
      boolean mustBeRefused =
          switch (vector.expectation()) {
            case VALID -> false;
            case INVALID -> true;
            case ACCEPTABLE -> vector.flags().contains(ZERO_SECRET);
          };
      KeyExchange.Completion completion = initiator.complete(peer);
      KeyExchange.Response response = exchange.respond(peer, random);
      if (mustBeRefused) {
        expected
            .holds("the initiator refuses", completion instanceof KeyExchange.Failed)
            .holds("the responder refuses", response instanceof KeyExchange.Failed);
        if (completion instanceof KeyExchange.Failed(KeyExchangeError error)
            && vector.flags().contains(ZERO_SECRET)) {
          expected.holds(
              "for its all-zero secret", error.rule() == KeyExchangeError.Rule.MONTGOMERY_ZERO);
        }
        return expected.outcome();
      }
      if (completion instanceof KeyExchange.Completed(Secret one)
          && response instanceof KeyExchange.Responded(byte[] share, Secret two)) {
        return expected
            .same("shared (initiator)", vector.output("shared"), one.copy())
            .same("shared (responder)", vector.output("shared"), two.copy())
            .same("responder's share", initiator.share(), share)
            .outcome();
      }
      return new Outcome.Failed("expected a secret, found " + completion + ", " + response);
    }
  }

  /**
   * The random octets that lead to a private value: for ECP and Brainpool groups one less than the
   * scalar, padded on the left; for all others the octets themselves.
   */
  private static byte[] random(KeyExchange exchange, byte[] privateValue) {
    KeyExchangeMethod method = exchange.method();
    if (!OVER_PRIME_FIELDS.contains(method)) {
      return privateValue;
    }
    byte[] random = new byte[exchange.initiatorRandom().length()];
    byte[] less = new BigInteger(1, privateValue).subtract(BigInteger.ONE).toByteArray();
    int length = Math.min(less.length, random.length);
    byte[] tail = Arrays.copyOfRange(less, less.length - length, less.length);
    System.arraycopy(tail, 0, random, random.length - length, length);
    return random;
  }
}
