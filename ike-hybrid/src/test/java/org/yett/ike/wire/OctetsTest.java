package org.yett.ike.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OctetsTest {

  @Test
  void windowsAreEqualToCopiesOfTheirContents() {
    Octets all = Octets.ofHex("000102030405");
    Octets window = all.slice(2, 3);

    assertEquals(Octets.ofHex("020304"), window);
    assertEquals(Octets.ofHex("020304").hashCode(), window.hashCode());
    assertEquals(window, window.compact());
    assertNotEquals(Octets.ofHex("020305"), window);
    assertNotEquals(Octets.ofHex("0203"), window);
    assertArrayEquals(new byte[] {2, 3, 4}, window.toArray());
  }

  @Test
  @Tag("rfc7296:3.1/x1")
  void numbersAreUnsignedAndMostSignificantFirst() {
    Octets octets = Octets.ofHex("fffefdfcfbfaf9f8");

    assertEquals(0xff, octets.u8(0));
    assertEquals(0xfefd, octets.u16(1));
    assertEquals(0xfffefdfcL, octets.u32(0));
    assertEquals(0xfffefdfcfbfaf9f8L, octets.u64(0));
    assertEquals(Octets.ofHex("fffefdfc"), Octets.ofInt(0xfffefdfc));
  }

  @Test
  void nothingBeyondAWindowIsReachable() {
    Octets window = Octets.ofHex("0001020304").slice(1, 3);

    assertThrows(IndexOutOfBoundsException.class, () -> window.u8(3));
    assertThrows(IndexOutOfBoundsException.class, () -> window.u16(2));
    assertThrows(IndexOutOfBoundsException.class, () -> window.slice(2, 2));
    assertThrows(IndexOutOfBoundsException.class, () -> window.copyTo(new byte[3], 1));
  }

  @Test
  void aCopyDoesNotFollowItsArray() {
    byte[] array = {1, 2, 3};
    Octets copy = Octets.copyOf(array);
    array[0] = 9;
    assertEquals("010203", copy.hex());
    copy.toArray()[0] = 9;
    assertEquals("010203", copy.hex());
  }

  @Test
  void anIkeSpiIsEightOctets() {
    IkeSpi spi = IkeSpi.of(Octets.ofHex("00ffffffffffff01"));

    assertEquals("00ffffffffffff01", spi.toString());
    assertEquals(Octets.ofHex("00ffffffffffff01"), spi.octets());
    assertThrows(IllegalArgumentException.class, () -> IkeSpi.of(Octets.ofHex("00")));
  }
}
