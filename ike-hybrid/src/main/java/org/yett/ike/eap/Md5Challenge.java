package org.yett.ike.eap;

import org.bouncycastle.crypto.digests.MD5Digest;
import org.yett.ike.crypto.Secret;
import org.yett.ike.wire.Octets;

/** MD5-Challenge (RFC 3748 5.4, RFC 1994 4.1): a length, a value, a name. It makes no key. */
final class Md5Challenge {

  private static final int DIGEST = 16;

  private Md5Challenge() {}

  static Octets packet(byte[] value, Octets name) {
    return Octets.concat(Octets.wrap(new byte[] {(byte) value.length}), Octets.wrap(value), name);
  }

  /** The value of a packet; nothing if it is malformed. */
  static byte[] value(Octets data) {
    boolean whole = data.size() > 1 && data.u8(0) > 0 && data.size() > data.u8(0);
    return whole ? data.slice(1, data.u8(0)).toArray() : new byte[0];
  }

  static byte[] answer(int identifier, Secret password, byte[] challenge) {
    MD5Digest digest = new MD5Digest();
    digest.update((byte) identifier);
    byte[] secret = password.copy();
    digest.update(secret, 0, secret.length);
    java.util.Arrays.fill(secret, (byte) 0);
    digest.update(challenge, 0, challenge.length);
    byte[] out = new byte[DIGEST];
    digest.doFinal(out, 0);
    return out;
  }
}
