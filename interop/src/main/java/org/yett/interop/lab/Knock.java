package org.yett.interop.lab;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.HexFormat;

/**
 * An IKE_SA_INIT request from somebody who will never go on: it leaves a half-open IKE SA at the
 * responder, from which on a daemon with a threshold of one demands cookies (RFC 7296 2.6). It
 * offers AES-GCM-256, HMAC-SHA2-384, a key exchange, and ML-KEM-768 as ADDKE1.
 */
public final class Knock {
  private static final int HEADER = 28;
  private static final int SA = 33;
  private static final int KE = 34;
  private static final int NONCE = 40;
  private static final int NOTIFY = 41;
  private static final int INTERMEDIATE_EXCHANGE_SUPPORTED = 16438;
  private static final int NONCE_OCTETS = 32;

  private Knock() {}

  /** The initiator's SPI in a request, sixteen hexadecimal digits. */
  public static String spi(byte[] request) {
    return HexFormat.of().formatHex(request, 0, 8);
  }

  /** The key exchange that the request carries. */
  public enum Method {
    /** Any 32 octets are a public value (RFC 7748). */
    CURVE_25519(31),
    /** A point of NIST P-384 (RFC 5903). */
    ECP_384(20);

    private final int number;

    Method(int number) {
      this.number = number;
    }
  }

  /** A new request, with random SPI, nonce and public value. */
  public static byte[] saInit(Method method, SecureRandom random) {
    byte[] value = publicValue(method, random);
    byte[] nonce = new byte[NONCE_OCTETS];
    random.nextBytes(nonce);
    ByteBuffer message = ByteBuffer.allocate(1024);
    message.position(HEADER);
    int sa = message.position();
    payload(message, KE);
    proposal(message, method);
    close(message, sa);
    int ke = message.position();
    payload(message, NONCE);
    message.putShort((short) method.number).putShort((short) 0).put(value);
    close(message, ke);
    int ni = message.position();
    payload(message, NOTIFY);
    message.put(nonce);
    close(message, ni);
    int notify = message.position();
    payload(message, 0);
    message.putShort((short) 0).putShort((short) INTERMEDIATE_EXCHANGE_SUPPORTED);
    close(message, notify);
    message.flip();
    message.putLong(0, random.nextLong() | 1);
    message.putLong(8, 0);
    message.put(16, (byte) SA).put(17, (byte) 0x20).put(18, (byte) 34).put(19, (byte) 0x08);
    message.putInt(20, 0).putInt(24, message.limit());
    byte[] octets = new byte[message.limit()];
    message.get(octets);
    return octets;
  }

  private static void payload(ByteBuffer message, int next) {
    message.put((byte) next).put((byte) 0).putShort((short) 0);
  }

  private static void close(ByteBuffer message, int start) {
    message.putShort(start + 2, (short) (message.position() - start));
  }

  private static void proposal(ByteBuffer message, Method method) {
    int start = message.position();
    payload(message, 0);
    message.put((byte) 1).put((byte) 1).put((byte) 0).put((byte) 4);
    // ENCR AES-GCM-16 with a Key Length attribute of 256 bits.
    message.put((byte) 3).put((byte) 0).putShort((short) 12).put((byte) 1).put((byte) 0);
    message.putShort((short) 20).putShort((short) 0x800e).putShort((short) 256);
    transform(message, 3, 2, 6);
    transform(message, 3, 4, method.number);
    transform(message, 0, 6, 36);
    close(message, start);
  }

  private static void transform(ByteBuffer message, int more, int type, int id) {
    message.put((byte) more).put((byte) 0).putShort((short) 8);
    message.put((byte) type).put((byte) 0).putShort((short) id);
  }

  private static byte[] publicValue(Method method, SecureRandom random) {
    return switch (method) {
      case CURVE_25519 -> {
        byte[] value = new byte[32];
        random.nextBytes(value);
        yield value;
      }
      case ECP_384 -> point();
    };
  }

  private static byte[] point() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp384r1"));
      ECPublicKey key = (ECPublicKey) generator.generateKeyPair().getPublic();
      ByteBuffer point = ByteBuffer.allocate(96);
      put(point, key.getW().getAffineX());
      put(point, key.getW().getAffineY());
      return point.array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no P-384", e);
    }
  }

  private static void put(ByteBuffer point, BigInteger coordinate) {
    byte[] octets = coordinate.toByteArray();
    int skip = octets.length > 48 ? 1 : 0;
    int length = octets.length - skip;
    point.position(point.position() + 48 - length).put(octets, skip, length);
  }
}
