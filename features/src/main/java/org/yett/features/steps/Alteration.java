package org.yett.features.steps;

import java.util.Arrays;
import org.yett.features.reference.ReferenceCipher;
import org.yett.ike.wire.Octets;

/** What an attacker who knows the keys changes in a protected message, so that it stays valid. */
enum Alteration {
  /** Receivers ignore the minor version (RFC 7296 2.5). */
  MINOR_VERSION("sets the minor version to 1"),
  /** Receivers ignore reserved flags (RFC 7296 3.1). */
  RESERVED_FLAG("sets a reserved flag of the IKE header"),
  /** Receivers ignore RESERVED of payload headers (RFC 7296 3.2). */
  RESERVED_OF_ENCRYPTED("sets RESERVED of the Encrypted payload"),
  /** As before, in the first of several fragments. */
  RESERVED_OF_FIRST_FRAGMENT("sets RESERVED of the first Encrypted Fragment payload"),
  /** As before, in the last of several fragments. */
  RESERVED_OF_LAST_FRAGMENT("sets RESERVED of the last Encrypted Fragment payload"),
  /** Receivers ignore RESERVED of inner payloads. */
  RESERVED_OF_INNER("sets RESERVED of the first inner payload"),
  /** Receivers ignore status notifications that they do not know. */
  ADDED_NOTIFICATION("adds a status notification of unknown type");

  private static final int VERSION = 17;
  private static final int FLAGS = 19;
  private static final int LENGTH = 24;
  private static final int MINOR_VERSION_1 = 0x21;
  private static final int RESERVED_BIT = 0x40;
  private static final int RESERVED_BITS = 0x55;
  private static final int NOTIFY = 41;

  private final String words;

  Alteration(String words) {
    this.words = words;
  }

  static Alteration of(String words) {
    for (Alteration alteration : values()) {
      if (alteration.words.equals(words)) {
        return alteration;
      }
    }
    throw new IllegalArgumentException("'" + words + "' is no known alteration");
  }

  /** Whether this fragment is the one that is altered. */
  boolean concernsFragment(int number, int total) {
    return this == RESERVED_OF_LAST_FRAGMENT ? number == total : number == 1;
  }

  /** The altered message, sealed. */
  Octets seal(ReferenceCipher cipher, Octets prefix, int encryptedAt, Octets iv, Octets inner) {
    byte[] head = prefix.toArray();
    byte[] plain = inner.toArray();
    switch (this) {
      case MINOR_VERSION -> head[VERSION] = MINOR_VERSION_1;
      case RESERVED_FLAG -> head[FLAGS] |= RESERVED_BIT;
      case RESERVED_OF_ENCRYPTED, RESERVED_OF_FIRST_FRAGMENT, RESERVED_OF_LAST_FRAGMENT ->
          head[encryptedAt + 1] = RESERVED_BITS;
      case RESERVED_OF_INNER -> plain[1] = RESERVED_BITS;
      case ADDED_NOTIFICATION -> plain = withNotification(head, plain, encryptedAt, cipher);
    }
    return cipher.seal(Octets.wrap(head), iv, Octets.wrap(plain));
  }

  /** Behind the single inner payload; the lengths outside grow with it. */
  private static byte[] withNotification(
      byte[] head, byte[] plain, int encryptedAt, ReferenceCipher cipher) {
    byte[] notify = {0, 0, 0, 8, 0, 0, (byte) 0xa0, 0x00};
    byte[] longer = Arrays.copyOf(plain, plain.length + notify.length);
    System.arraycopy(notify, 0, longer, plain.length, notify.length);
    longer[0] = NOTIFY;
    int body = cipher.bodyLength(longer.length);
    int total = head.length + body;
    head[LENGTH + 2] = (byte) (total >>> 8);
    head[LENGTH + 3] = (byte) total;
    int payload = head.length - encryptedAt + body;
    head[encryptedAt + 2] = (byte) (payload >>> 8);
    head[encryptedAt + 3] = (byte) payload;
    return longer;
  }
}
