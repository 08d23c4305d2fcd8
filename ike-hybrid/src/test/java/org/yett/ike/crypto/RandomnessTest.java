package org.yett.ike.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.junit.jupiter.api.Test;

class RandomnessTest {

  @Test
  void aDrawDependsOnScopePurposeAndIndexAloneNotOnOtherDraws() {
    Randomness one = DeterministicRandomness.ofSeed(42);
    Randomness two = DeterministicRandomness.ofSeed(42);
    two.draw(Purpose.NONCE, 0, 32);
    two.scoped("sa-1").draw(Purpose.KEM_SEED, 3, 64);
    assertArrayEquals(one.draw(Purpose.IKE_SPI, 1, 8), two.draw(Purpose.IKE_SPI, 1, 8));
    assertArrayEquals(
        one.scoped("a").scoped("b").draw(Purpose.NONCE, 5, 32),
        two.scoped("a").scoped("b").draw(Purpose.NONCE, 5, 32));
  }

  @Test
  void everyPartOfTheLabelMatters() {
    Randomness root = DeterministicRandomness.ofSeed(42);
    Set<String> seen = new HashSet<>();
    int draws = 0;
    Randomness[] scopes = {
      root,
      root.scoped("a"),
      root.scoped("b"),
      root.scoped("a").scoped("b"),
      root.scoped("ab"),
      root.scoped("b").scoped("a"),
      root.scoped(""),
      DeterministicRandomness.ofSeed(43)
    };
    for (Randomness scope : scopes) {
      for (Purpose purpose : Purpose.values()) {
        for (long index : new long[] {0, 1, 256, -1}) {
          seen.add(HexFormat.of().formatHex(scope.draw(purpose, index, 16)));
          draws++;
        }
      }
    }
    assertEquals(draws, seen.size());
  }

  @Test
  void aLongerDrawBeginsWithAShorterOne() {
    Randomness root = DeterministicRandomness.ofSeed(7);
    byte[] longer = root.draw(Purpose.NONCE, 0, 500);
    assertArrayEquals(Arrays.copyOf(longer, 20), root.draw(Purpose.NONCE, 0, 20));
    assertEquals(0, root.draw(Purpose.NONCE, 0, 0).length);
  }

  @Test
  void theConstructionIsTheDocumentedOne() {
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    for (String part : new String[] {"yett randomness 1", "\u0001\u0002", "scope", "sa", "draw"}) {
      absorb(input, part);
    }
    absorb(input, "nonce");
    input.writeBytes(new byte[] {0, 0, 0, 0, 0, 0, 1, 2});
    SHAKEDigest shake = new SHAKEDigest(256);
    shake.update(input.toByteArray(), 0, input.size());
    byte[] expected = new byte[40];
    shake.doFinal(expected, 0, 40);
    assertArrayEquals(
        expected,
        DeterministicRandomness.ofSeed(new byte[] {1, 2})
            .scoped("sa")
            .draw(Purpose.NONCE, 0x102, 40));
  }

  private static void absorb(ByteArrayOutputStream input, String part) {
    input.writeBytes(new byte[] {0, 0, 0, (byte) part.length()});
    part.chars().forEach(input::write);
  }

  @Test
  void theLabelsAreDistinctAndStable() {
    assertEquals(
        Purpose.values().length,
        Stream.of(Purpose.values()).map(Purpose::label).distinct().count());
    assertEquals("kem-seed", Purpose.KEM_SEED.label());
    assertTrue(Purpose.KEM_SEED.isSecret());
    assertFalse(Purpose.NONCE.isSecret());
  }

  @Test
  void failingRandomnessNamesTheDraw() {
    Randomness failing = new FailingRandomness().scoped("initiator").scoped("sa-1");
    IllegalStateException error =
        assertThrows(IllegalStateException.class, () -> failing.draw(Purpose.NONCE, 2, 32));
    assertEquals(
        "unexpected draw of 32 octets for NONCE 2 in scope 'initiator/sa-1'", error.getMessage());
  }

  @Test
  void aLibrarysRequestsAreSuccessiveIndicesOfOnePurpose() {
    Randomness root = DeterministicRandomness.ofSeed(1);
    SecureRandom adapter = new LabelledSecureRandom(root, Purpose.PSS_SALT, 10);
    adapter.setSeed(99);
    byte[] first = new byte[32];
    byte[] second = new byte[5];
    adapter.nextBytes(first);
    adapter.nextBytes(second);
    assertArrayEquals(root.draw(Purpose.PSS_SALT, 10, 32), first);
    assertArrayEquals(root.draw(Purpose.PSS_SALT, 11, 5), second);
    assertArrayEquals(root.draw(Purpose.PSS_SALT, 12, 4), adapter.generateSeed(4));
    assertEquals("Labelled", adapter.getAlgorithm());
  }

  @Test
  void systemRandomnessDrawsFromItsSource() {
    Randomness system =
        new SystemRandomness(
                new LabelledSecureRandom(DeterministicRandomness.ofSeed(5), Purpose.NONCE, 0))
            .scoped("any");
    assertArrayEquals(
        DeterministicRandomness.ofSeed(5).draw(Purpose.NONCE, 0, 16),
        system.draw(Purpose.IKE_SPI, 3, 16));
    Randomness real = new SystemRandomness();
    assertFalse(Arrays.equals(real.draw(Purpose.NONCE, 0, 32), real.draw(Purpose.NONCE, 0, 32)));
  }
}
