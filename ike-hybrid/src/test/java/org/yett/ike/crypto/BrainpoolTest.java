package org.yett.ike.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yett.ike.crypto.KeyExchange.InitiatorKey;
import org.yett.spec.iana.KeyExchangeMethod;

/** The Brainpool groups, with the examples of RFC 6932 A. */
class BrainpoolTest {

  static Stream<Arguments> examples() {
    return Stream.of(
        Arguments.of(
            28,
            "041eb8b1e2bc681bce8e39963b2e9fc415b05283313dd1a8bcc055f11ae49699",
            "78028496b5ecaab3c8b6c12e45db1e02c9e4d26b4113bc4f015f60c5ccc0d206",
            "a2ae1762a3831c1d20f03f8d1e3c0c39afe6f09b4d44bbe80cd100987b05f92b",
            "06f5240eacdb9837bc96d48274c8aa834b6c87ba9cc3eedd81f99a16b8d804d3",
            "8e07e219ba588916c5b06aa30a2f464c2f2acfc1610a3be2fb240b635341f0db",
            "148ea1d7d1e7e54b9555b6c9ac90629c18b63bee5d7aa6949ebbf47b24fde40d",
            "05e940915549e9f6a4a75693716e37466aba79b4bf2919877a16dd2cc2e23708"),
        Arguments.of(
            29,
            "014ec0755b78594ba47fb0a56f6173045b4331e74ba1a6f47322e70d79d828d9"
                + "7e095884ca72b73fdabd5910df0fa76a",
            "45cb26e4384daf6fb776885307b9a38b7ad1b5c692e0c32f0125332778f3b8d3"
                + "f50ca358099b30deb5ee69a95c058b4e",
            "8173a1c54affa7e781d0e1e1d12c0dc2b74f4df58e4a4e3af7026c5d32dc530a"
                + "2cd89c859bb4b4b768497f49ab8cc859",
            "6b461cb79bd0ea519a87d6828815d8ce7cd9b3caa0b5a8262cbcd550a015c900"
                + "95b976f3529957506e1224a861711d54",
            "01bf92a92ee4be8ded1a911125c209b03f99e3161cfcc986dc7711383fc30af9"
                + "ce28ca3386d59e2c8d72ce1e7b4666e8",
            "3289c4a3a4fee035e39bdb885d509d224a142ff9fbcc5cfe5ccbb30268ee4748"
                + "7ed8044858d31d848f7a95c635a347ac",
            "04cc4ff3dcccb07af24e0acc529955b36d7c807772b92fcbe48f3afe9a2f370a"
                + "1f98d3fa73fd0c0747c632e12f1423ec"),
        Arguments.of(
            30,
            "636b6be0482a6c1c41aa7ae7b245e983392db94cecea2660a379cfe159559e35"
                + "7581825391175fc195d28bac0cf03a7841a383b95c262b983782874cce6fe333",
            "0562e68b9af7cbfd5565c6b16883b777ff11c199161ecc427a39d17ec2166499"
                + "389571d6a994977c56ad8252658ba8a1b72ae42f4fb7532151afc3ef0971ccda",
            "a7ca2d8191e21776a89860afbc1f582faa308d551c1dc6133af9f9c3cad59998"
                + "d70079548140b90b1f311afb378aa81f51b275b2be6b7dee978efc7343ea642e",
            "0af4e7f6d52edd52907bb8dbab3992a0bb696ec10df11892ff205b66d381ece7"
                + "2314e6a6ea079cea06961dba5ae6422ef2e9ee803a1f236fb96a1799b86e5c8b",
            "5a7954e32663dff11ae24712d87419f26b708ac2b92877d6bfee2bfc43714d89"
                + "bbdb6d24d807bbd3aeb7f0c325f862e8bade4f74636b97eaace739e11720d323",
            "96d14621a9283a1bed84de8dd64836b2c0758b11441179dc0c54c0d49a47c038"
                + "07d171dd544b72caaef7b7ce01c7753e2cad1a861eca55a71954ee1ba35e04be",
            "1ee8321a4bbf93b9cf8921ab209850ec9b7066d1984ef08c2bb723236208ac8f"
                + "1a483e79461a00e0d5f6921ce9d360502f85c812bedee23ac5b210e5811b191e"));
  }

  private static KeyExchange group(int number) {
    return KeyExchanges.standard().find(KeyExchangeMethod.of(number)).orElseThrow();
  }

  /** d is had by passing d-1. */
  private static byte[] random(KeyExchange group, String d) {
    return BigIntegers.asUnsignedByteArray(
        group.initiatorRandom().length(), new BigInteger(d, 16).subtract(BigInteger.ONE));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theExamplesAreReproduced(
      int number, String dA, String xA, String yA, String dB, String xB, String yB, String xZ) {
    KeyExchange group = group(number);
    HexFormat hex = HexFormat.of();
    try (InitiatorKey key = group.initiate(random(group, dA))) {
      assertEquals(xA + yA, hex.formatHex(key.share()));
      KeyExchange.Responded answer =
          assertInstanceOf(
              KeyExchange.Responded.class, group.respond(key.share(), random(group, dB)));
      assertEquals(xB + yB, hex.formatHex(answer.share()));
      assertTrue(answer.secret().matches(hex.parseHex(xZ)));
      KeyExchange.Completed done =
          assertInstanceOf(KeyExchange.Completed.class, key.complete(answer.share()));
      assertTrue(done.secret().matches(hex.parseHex(xZ)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {28, 29, 30})
  @Tag("rfc6989:2.3/1")
  @Tag("rfc6989:2/1")
  @Tag("negative")
  void whatIsNoPointOfTheCurveIsRefused(int number) {
    KeyExchange group = group(number);
    byte[] random = new byte[group.initiatorRandom().length()];
    random[random.length - 1] = 7;
    byte[] share = group.initiate(random).share();
    byte[] off = share.clone();
    off[off.length - 1] ^= 1;
    byte[] tooLarge = share.clone();
    Arrays.fill(tooLarge, 0, tooLarge.length / 2, (byte) 0xff);
    byte[] zero = new byte[share.length];
    for (byte[] bad : new byte[][] {off, tooLarge, zero}) {
      KeyExchange.Failed refused =
          assertInstanceOf(KeyExchange.Failed.class, group.respond(bad, random));
      assertEquals(KeyExchangeError.Rule.CURVE_POINT_VALID, refused.error().rule());
    }
    KeyExchange.Failed refused =
        assertInstanceOf(
            KeyExchange.Failed.class,
            group.respond(Arrays.copyOf(share, share.length - 1), random));
    assertEquals(KeyExchangeError.Rule.CURVE_POINT_LENGTH, refused.error().rule());
  }
}
