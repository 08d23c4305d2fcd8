package org.yett.ike.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SecretTest {

  @Test
  void closingWipesTheOctetsAndEndsAllUse() {
    byte[] octets = {1, 2, 3};
    Secret secret = Secret.adopt(octets);
    secret.close();
    assertArrayEquals(new byte[3], octets);
    assertTrue(secret.isClosed());
    assertEquals(3, secret.length());
    assertThrows(IllegalStateException.class, secret::copy);
    assertThrows(IllegalStateException.class, () -> secret.slice(0, 1));
    assertThrows(IllegalStateException.class, () -> secret.matches(octets));
    assertThrows(IllegalStateException.class, () -> secret.lend(b -> b.length));
    secret.close();
  }

  @Test
  void aCopyIsIndependentOfItsSource() {
    byte[] octets = {1, 2, 3};
    try (Secret secret = Secret.copyOf(octets);
        Secret twin = secret.duplicate()) {
      octets[0] = 9;
      secret.copy()[1] = 9;
      assertTrue(secret.matches(new byte[] {1, 2, 3}));
      secret.close();
      assertTrue(twin.matches(new byte[] {1, 2, 3}));
    }
  }

  @Test
  void equalityComparesContentsAndAWipedSecretEqualsOnlyItself() {
    Secret one = Secret.copyOf(new byte[] {1, 2});
    Secret same = Secret.copyOf(new byte[] {1, 2});
    assertEquals(one, same);
    assertEquals(one.hashCode(), same.hashCode());
    assertNotEquals(one, Secret.copyOf(new byte[] {1, 3}));
    assertNotEquals(one, Secret.copyOf(new byte[] {1}));
    one.close();
    same.close();
    assertNotEquals(one, same);
    assertEquals(one, one);
  }

  @Test
  void nothingPrintedOrHashedDependsOnTheContents() {
    Secret one = Secret.copyOf(new byte[] {0x41, 0x42});
    assertEquals("Secret[2 octets]", one.toString());
    assertEquals(one.hashCode(), Secret.copyOf(new byte[] {7, 8}).hashCode());
    one.close();
    assertEquals("Secret[wiped]", one.toString());
  }

  @Test
  void slicesAndConcatenationsAreInOrder() {
    try (Secret left = Secret.copyOf(new byte[] {1, 2, 3, 4}, 1, 2);
        Secret right = Secret.copyOf(new byte[] {9});
        Secret both = Secret.concat(left, right);
        Secret tail = both.slice(1, 2)) {
      assertArrayEquals(new byte[] {2, 3, 9}, both.copy());
      assertArrayEquals(new byte[] {3, 9}, tail.copy());
      byte[] target = new byte[5];
      both.copyTo(target, 1);
      assertArrayEquals(new byte[] {0, 2, 3, 9, 0}, target);
      assertThrows(IndexOutOfBoundsException.class, () -> both.slice(2, 2));
      assertThrows(IndexOutOfBoundsException.class, () -> both.copyTo(target, 3));
      assertFalse(both.isClosed());
    }
  }
}
