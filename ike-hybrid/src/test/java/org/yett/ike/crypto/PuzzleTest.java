package org.yett.ike.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.spec.iana.PseudorandomFunction;

/** The proof of work of RFC 8019. */
class PuzzleTest {

  private static final byte[] COOKIE = hex("739ae7492d8a810cf5e8dc0f9626c9dda773c5a3");
  private static final Prf PRF = Prf.of(PseudorandomFunction.HMAC_SHA2_256).orElseThrow();

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  @Test
  @Tag("rfc8019:8.1/4")
  void solutionsAreThoseThatAnotherImplementationFinds() {
    // Computed with Python's hmac; the figures in section 4.4 of the RFC come out of no reading of
    // its inputs.
    assertSolution(PseudorandomFunction.HMAC_SHA2_256, "000000df000028b700002ed10000340a", 12);
    assertSolution(PseudorandomFunction.HMAC_SHA2_384, "00002b810000344a00004c6800005e58", 12);
    assertSolution(PseudorandomFunction.HMAC_SHA2_512, "00001c3400002bf30000440d000052a8", 12);
  }

  private static void assertSolution(PseudorandomFunction id, String keys, int bits) {
    Prf prf = Prf.of(id).orElseThrow();
    assertArrayEquals(hex(keys), Puzzle.solve(prf, COOKIE, bits, 1L << 16).orElseThrow());
    assertEquals(OptionalInt.of(bits), Puzzle.worth(prf, COOKIE, hex(keys)));
  }

  @Test
  @Tag("rfc8019:7.1.4/7")
  @Tag("rfc8019:7.1.4/6")
  void aSolutionIsWorthWhatItsWeakestKeyIs() {
    // The keys are worth 13, 13, 12 and 12 bits; the last of these is worth less.
    assertEquals(
        OptionalInt.of(12), Puzzle.worth(PRF, COOKIE, hex("000000df000028b700002ed10000340a")));
    OptionalInt weak = Puzzle.worth(PRF, COOKIE, hex("000000df000028b700002ed100003409"));
    assertEquals(true, weak.orElseThrow() < 12);
  }

  @Test
  @Tag("rfc8019:8.2/1")
  @Tag("rfc8019:8.2/4")
  @Tag("negative")
  void aSolutionIsFourDifferentKeysOfOneAllowedLength() {
    assertEquals(
        OptionalInt.empty(), Puzzle.worth(PRF, COOKIE, hex("0733240733240733240733" + "24")));
    assertEquals(OptionalInt.empty(), Puzzle.worth(PRF, COOKIE, new byte[0]));
    assertEquals(OptionalInt.empty(), Puzzle.worth(PRF, COOKIE, new byte[6]));
    assertEquals(OptionalInt.empty(), Puzzle.worth(PRF, COOKIE, new byte[4 * 33]));
  }

  @Test
  @Tag("rfc8019:8.2/2")
  @Tag("rfc8019:8.2/4")
  void whatIsSolvedIsWorthTheDifficulty() {
    for (PseudorandomFunction id :
        new PseudorandomFunction[] {
          PseudorandomFunction.HMAC_SHA2_256,
          PseudorandomFunction.HMAC_SHA2_384,
          PseudorandomFunction.HMAC_SHA2_512
        }) {
      Prf prf = Prf.of(id).orElseThrow();
      byte[] keys = Puzzle.solve(prf, COOKIE, 9, 1L << 16).orElseThrow();
      assertEquals(true, Puzzle.worth(prf, COOKIE, keys).orElseThrow() >= 9);
      assertArrayEquals(keys, Puzzle.solve(prf, COOKIE, 9, 1L << 16).orElseThrow());
    }
  }

  @Test
  void trialsAreBounded() {
    assertEquals(Optional.empty(), Puzzle.solve(PRF, COOKIE, 255, 500));
  }

  @Test
  void zeroBitsAreCountedFromTheEnd() {
    assertEquals(0, Puzzle.trailingZeroBits(hex("00000001")));
    assertEquals(7, Puzzle.trailingZeroBits(hex("ffffff80")));
    assertEquals(18, Puzzle.trailingZeroBits(hex("ffff840000")));
    assertEquals(16, Puzzle.trailingZeroBits(hex("0000")));
  }
}
