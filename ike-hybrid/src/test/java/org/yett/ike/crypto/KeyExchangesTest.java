package org.yett.ike.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.crypto.CryptoServicesRegistrar;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.NotifyType;

/** What all key exchange methods have in common. */
class KeyExchangesTest {

  static final Randomness RANDOM = DeterministicRandomness.ofSeed(1);

  static Stream<KeyExchange> all() {
    KeyExchanges standard = KeyExchanges.standard();
    return standard.methods().stream().map(method -> standard.find(method).orElseThrow());
  }

  @Test
  void theStandardMethodsAreThoseOfTheRegistry() {
    assertEquals(
        List.of(14, 15, 16, 17, 18, 19, 20, 21, 28, 29, 30, 31, 32, 35, 36, 37),
        KeyExchanges.standard().methods().stream().map(KeyExchangeMethod::value).toList());
    assertTrue(KeyExchanges.standard().find(KeyExchangeMethod.of(1234)).isEmpty());
    assertTrue(KeyExchanges.standard().find(KeyExchangeMethod.NONE).isEmpty());
  }

  @Test
  void twoImplementationsOfOneMethodAreRefused() {
    KeyExchange one = KeyExchanges.standard().find(KeyExchangeMethod.CURVE25519).orElseThrow();
    assertThrows(IllegalArgumentException.class, () -> new KeyExchanges(List.of(one, one)));
  }

  @Test
  @Tag("rfc7296:3.4/1")
  void sharesAndSecretsHaveTheLengthsOfTheSpecifications() {
    Map<Integer, List<Integer>> lengths =
        all()
            .collect(
                Collectors.toMap(
                    exchange -> exchange.method().value(),
                    exchange ->
                        List.of(
                            exchange.initiatorShareLength(),
                            exchange.responderShareLength(),
                            exchange.sharedSecretLength())));
    assertEquals(
        Map.ofEntries(
            Map.entry(14, List.of(256, 256, 256)),
            Map.entry(15, List.of(384, 384, 384)),
            Map.entry(16, List.of(512, 512, 512)),
            Map.entry(17, List.of(768, 768, 768)),
            Map.entry(18, List.of(1024, 1024, 1024)),
            Map.entry(19, List.of(64, 64, 32)),
            Map.entry(20, List.of(96, 96, 48)),
            Map.entry(21, List.of(132, 132, 66)),
            Map.entry(28, List.of(64, 64, 32)),
            Map.entry(29, List.of(96, 96, 48)),
            Map.entry(30, List.of(128, 128, 64)),
            Map.entry(31, List.of(32, 32, 32)),
            Map.entry(32, List.of(56, 56, 56)),
            Map.entry(35, List.of(800, 768, 32)),
            Map.entry(36, List.of(1184, 1088, 32)),
            Map.entry(37, List.of(1568, 1568, 32))),
        lengths);
  }

  @ParameterizedTest
  @MethodSource("all")
  @Tag("rfc8031:2/1")
  void bothSidesComputeOneSecretAndAllLengthsAreAsPromised(KeyExchange exchange) {
    for (int round = 0; round < 3; round++) {
      try (KeyExchange.InitiatorKey key =
          exchange.initiate(RANDOM.draw(exchange.initiatorRandom(), 2 * round))) {
        KeyExchange.Responded responded =
            responded(
                exchange.respond(
                    key.share(), RANDOM.draw(exchange.responderRandom(), 2 * round + 1)));
        Secret secret = completed(key.complete(responded.share()));
        assertEquals(exchange.initiatorShareLength(), key.share().length);
        assertEquals(exchange.responderShareLength(), responded.share().length);
        assertEquals(exchange.sharedSecretLength(), secret.length());
        assertEquals(responded.secret(), secret);
        assertFalse(secret.matches(new byte[secret.length()]));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void theRandomOctetsAloneDecideEverything(KeyExchange exchange) {
    byte[] i = RANDOM.draw(exchange.initiatorRandom(), 7);
    byte[] r = RANDOM.draw(exchange.responderRandom(), 8);
    byte[] other = RANDOM.draw(exchange.responderRandom(), 9);
    try (KeyExchange.InitiatorKey one = exchange.initiate(i);
        KeyExchange.InitiatorKey two = exchange.initiate(i)) {
      assertArrayEquals(one.share(), two.share());
      KeyExchange.Responded first = responded(exchange.respond(one.share(), r));
      KeyExchange.Responded second = responded(exchange.respond(one.share(), r));
      KeyExchange.Responded third = responded(exchange.respond(one.share(), other));
      assertArrayEquals(first.share(), second.share());
      assertEquals(first.secret(), second.secret());
      assertFalse(Arrays.equals(first.share(), third.share()));
      assertNotEquals(first.secret(), third.secret());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  @Tag("ikev2-mlkem-08:2.2/1")
  @Tag("ikev2-mlkem-08:2.2/3")
  @Tag("negative")
  void aShareOfAnotherLengthIsRefused(KeyExchange exchange) {
    byte[] r = RANDOM.draw(exchange.responderRandom(), 1);
    try (KeyExchange.InitiatorKey key =
        exchange.initiate(RANDOM.draw(exchange.initiatorRandom(), 0))) {
      byte[] responderShare = responded(exchange.respond(key.share(), r)).share();
      for (int change : new int[] {-1, 1, 7}) {
        KeyExchangeError request =
            failed(exchange.respond(resized(key.share(), change), r)).error();
        KeyExchangeError response =
            assertInstanceOf(
                    KeyExchange.Failed.class, key.complete(resized(responderShare, change)))
                .error();
        assertTrue(request.rule().name().endsWith("LENGTH"), request::toString);
        assertTrue(response.rule().name().endsWith("LENGTH"), response::toString);
        assertEquals(NotifyType.INVALID_SYNTAX, request.notifyType());
        assertEquals(exchange.method(), request.method());
      }
      assertTrue(failed(exchange.respond(new byte[0], r)).error().rule().name().endsWith("LENGTH"));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void randomnessOfAnotherLengthIsOurOwnMistake(KeyExchange exchange) {
    byte[] tooMuch = new byte[exchange.initiatorRandom().length() + 1];
    assertThrows(IllegalArgumentException.class, () -> exchange.initiate(tooMuch));
    byte[] tooLittle = new byte[exchange.responderRandom().length() - 1];
    byte[] share = new byte[exchange.initiatorShareLength()];
    assertThrows(IllegalArgumentException.class, () -> exchange.respond(share, tooLittle));
  }

  @ParameterizedTest
  @MethodSource("all")
  void aClosedKeyCompletesNothing(KeyExchange exchange) {
    KeyExchange.InitiatorKey key = exchange.initiate(RANDOM.draw(exchange.initiatorRandom(), 0));
    byte[] share =
        responded(exchange.respond(key.share(), RANDOM.draw(exchange.responderRandom(), 1)))
            .share();
    key.close();
    assertThrows(IllegalStateException.class, () -> key.complete(share));
  }

  @ParameterizedTest
  @MethodSource("all")
  void theCallersRandomOctetsAreLeftAloneAndCopied(KeyExchange exchange) {
    byte[] i = RANDOM.draw(exchange.initiatorRandom(), 3);
    byte[] before = i.clone();
    byte[] r = RANDOM.draw(exchange.responderRandom(), 4);
    try (KeyExchange.InitiatorKey key = exchange.initiate(i)) {
      assertArrayEquals(before, i);
      Arrays.fill(i, (byte) 0);
      KeyExchange.Responded responded = responded(exchange.respond(key.share(), r));
      assertEquals(responded.secret(), completed(key.complete(responded.share())));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void nothingIsDrawnBehindTheCallersBack(KeyExchange exchange) {
    CryptoServicesRegistrar.setSecureRandom(
        new LabelledSecureRandom(new FailingRandomness(), Purpose.BLINDING, 0));
    try (KeyExchange.InitiatorKey key =
        exchange.initiate(RANDOM.draw(exchange.initiatorRandom(), 5))) {
      KeyExchange.Responded responded =
          responded(exchange.respond(key.share(), RANDOM.draw(exchange.responderRandom(), 6)));
      completed(key.complete(responded.share())).close();
    } finally {
      CryptoServicesRegistrar.setSecureRandom(null);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void nothingPrintedTellsASecret(KeyExchange exchange) {
    byte[] random = RANDOM.draw(exchange.initiatorRandom(), 0);
    try (KeyExchange.InitiatorKey key = exchange.initiate(random)) {
      String hex = HexFormat.of().formatHex(random, 0, 4);
      assertFalse(key.toString().contains(hex));
      assertEquals("InitiatorKey[" + exchange.method() + "]", key.toString());
    }
  }

  static KeyExchange.Responded responded(KeyExchange.Response response) {
    return assertInstanceOf(KeyExchange.Responded.class, response);
  }

  static Secret completed(KeyExchange.Completion completion) {
    return assertInstanceOf(KeyExchange.Completed.class, completion).secret();
  }

  static KeyExchange.Failed failed(KeyExchange.Response response) {
    return assertInstanceOf(KeyExchange.Failed.class, response);
  }

  private static byte[] resized(byte[] share, int change) {
    return Arrays.copyOf(share, share.length + change);
  }
}
