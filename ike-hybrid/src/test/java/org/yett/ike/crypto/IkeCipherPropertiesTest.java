package org.yett.ike.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/** Lengths and refusals for any size and any octets. */
class IkeCipherPropertiesTest {

  @Provide
  Arbitrary<IkeCipher> ciphers() {
    return Arbitraries.of(IkeCipherTest.all().toList());
  }

  @Property(tries = 500)
  void theMaximumPlaintextFillsTheRoomAndNotMore(
      @ForAll("ciphers") IkeCipher cipher, @ForAll @IntRange(min = -5, max = 3000) int room) {
    OptionalInt most = cipher.maximumPlaintext(room);
    if (most.isEmpty()) {
      assertTrue(cipher.bodyLength(0) > room);
    } else {
      assertTrue(cipher.bodyLength(most.getAsInt()) <= room);
      assertTrue(cipher.bodyLength(most.getAsInt() + 1) > room);
    }
  }

  @Property(tries = 500)
  @Tag("rfc7296:3.14/4")
  @Tag("rfc7296:3.14/5")
  @Tag("rfc7634:3/1")
  void paddingAlignsAndIsTheLeast(
      @ForAll("ciphers") IkeCipher cipher, @ForAll @IntRange(max = 3000) int length) {
    int padding = cipher.paddingLength(length);
    assertEquals(0, (length + padding + 1) % cipher.blockLength());
    assertTrue(padding >= 0 && padding < cipher.blockLength());
  }

  @Property(tries = 200)
  void randomOctetsNeverOpen(@ForAll("ciphers") IkeCipher cipher, @ForAll byte[] message) {
    assertInstanceOf(Opened.Refused.class, cipher.open(IkeCipherTest.keys(cipher, 1), message, 0));
  }
}
