package org.yett.ike.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yett.ike.crypto.KeyExchange.InitiatorKey;

/** KEMs of the laboratory: both ends get one secret, and shares of other lengths are refused. */
class ExperimentalMethodTest {

  /** What fits beside headers into a KE payload in an Encrypted payload (RFC 9242 3.3.2). */
  private static final int MOST = 65_531 - 8;

  private static byte[] random(KeyExchange exchange, boolean initiator, int seed) {
    RandomNeed need = initiator ? exchange.initiatorRandom() : exchange.responderRandom();
    return DeterministicRandomness.ofSeed(seed).draw(need.purpose(), 0, need.length());
  }

  @ParameterizedTest
  @EnumSource(ExperimentalMethod.class)
  void bothEndsGetTheSameSecret(ExperimentalMethod experiment) {
    KeyExchange exchange = experiment.keyExchange();
    try (InitiatorKey key = exchange.initiate(random(exchange, true, 1))) {
      assertEquals(experiment.publicKeyLength(), key.share().length);
      KeyExchange.Responded answer =
          assertInstanceOf(
              KeyExchange.Responded.class,
              exchange.respond(key.share(), random(exchange, false, 2)));
      assertEquals(experiment.ciphertextLength(), answer.share().length);
      assertEquals(exchange.sharedSecretLength(), answer.secret().length());
      KeyExchange.Completed done =
          assertInstanceOf(KeyExchange.Completed.class, key.complete(answer.share()));
      assertTrue(done.secret().matches(answer.secret().copy()));
    }
  }

  @ParameterizedTest
  @EnumSource(ExperimentalMethod.class)
  void theSameRandomOctetsGiveTheSameShareAndOthersAnother(ExperimentalMethod experiment) {
    KeyExchange exchange = experiment.keyExchange();
    byte[] first = exchange.initiate(random(exchange, true, 1)).share();
    assertArrayEquals(first, exchange.initiate(random(exchange, true, 1)).share());
    assertFalse(Arrays.equals(first, exchange.initiate(random(exchange, true, 3)).share()));
  }

  @ParameterizedTest
  @EnumSource(ExperimentalMethod.class)
  @Tag("negative")
  void sharesOfAnotherLengthAreRefused(ExperimentalMethod experiment) {
    KeyExchange exchange = experiment.keyExchange();
    InitiatorKey key = exchange.initiate(random(exchange, true, 1));
    byte[] random = random(exchange, false, 2);
    for (int length :
        new int[] {0, 1, experiment.publicKeyLength() - 1, experiment.publicKeyLength() + 1}) {
      KeyExchange.Failed refused =
          assertInstanceOf(
              KeyExchange.Failed.class,
              exchange.respond(Arrays.copyOf(key.share(), length), random));
      assertEquals(KeyExchangeError.Rule.ENCAPSULATION_KEY_LENGTH, refused.error().rule());
    }
    for (int length :
        new int[] {0, 1, experiment.ciphertextLength() - 1, experiment.ciphertextLength() + 1}) {
      KeyExchange.Failed refused =
          assertInstanceOf(KeyExchange.Failed.class, key.complete(new byte[length]));
      assertEquals(KeyExchangeError.Rule.CIPHERTEXT_LENGTH, refused.error().rule());
    }
    key.close();
    assertThrows(
        IllegalStateException.class, () -> key.complete(new byte[experiment.ciphertextLength()]));
  }

  @ParameterizedTest
  @EnumSource(ExperimentalMethod.class)
  void allFitAMessageUnderANumberForPrivateUse(ExperimentalMethod experiment) {
    assertTrue(experiment.publicKeyLength() < MOST);
    assertTrue(experiment.ciphertextLength() < MOST);
    assertTrue(experiment.method().isPrivateUse());
    assertTrue(experiment.keyword().startsWith("experimental_"));
    assertEquals(experiment, ExperimentalMethod.of(experiment.method()).orElseThrow());
    assertTrue(KeyExchanges.standard().find(experiment.method()).isEmpty());
    assertTrue(KeyExchanges.laboratory().find(experiment.method()).isPresent());
  }

  @Test
  void whatDoesNotFitIsAbsentForAReason() {
    assertTrue(ExperimentalMethod.absence("mceliece348864").orElseThrow().contains("261,120"));
    assertTrue(ExperimentalMethod.absence("experimental_bike1").isPresent());
    assertTrue(ExperimentalMethod.absence("mlkem768").isEmpty());
  }
}
