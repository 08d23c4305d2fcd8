package org.yett.ike.eap;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.MD4Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.engines.DESEngine;
import org.bouncycastle.crypto.params.KeyParameter;
import org.yett.ike.crypto.Secret;

/**
 * The arithmetic of MS-CHAPv2 (RFC 2759 8) and of the keys that come of it (RFC 3079 3). MD4 and
 * DES are what the method is made of: it is as weak as they are, and goes inside a tunnel that is
 * authenticated already.
 */
final class MsChapV2 {

  /** Length of a challenge in octets. */
  static final int CHALLENGE = 16;

  /** Length of an NT-Response in octets. */
  static final int NT_RESPONSE = 24;

  private static final int HASH = 16;
  private static final byte[] SERVER_TO_CLIENT = ascii("Magic server to client signing constant");
  private static final byte[] MORE_ROUNDS = ascii("Pad to make it do more than one iteration");
  private static final byte[] MASTER_KEY = ascii("This is the MPPE Master Key");
  private static final byte[] RECEIVE_KEY =
      ascii(
          "On the client side, this is the send key; "
              + "on the server side, it is the receive key.");
  private static final byte[] SEND_KEY =
      ascii(
          "On the client side, this is the receive key; "
              + "on the server side, it is the send key.");

  /**
   * What comes of a password and two challenges.
   *
   * @param ntResponse what the client proves itself with, 24 octets
   * @param authenticator what the server proves itself with: {@code S=} and 40 hexadecimal digits
   * @param key the MSK, 64 octets; whoever receives the record owns it
   */
  record Result(byte[] ntResponse, String authenticator, Secret key) {}

  private MsChapV2() {}

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Computes both proofs and the key.
   *
   * @param password UTF-8 octets
   * @param authenticatorChallenge the server's challenge
   * @param peerChallenge the client's challenge
   * @param name the client's name as it is sent; a domain before a backslash does not count
   */
  static Result compute(
      Secret password, byte[] authenticatorChallenge, byte[] peerChallenge, String name) {
    byte[] challenge =
        Arrays.copyOf(
            sha1(
                peerChallenge,
                authenticatorChallenge,
                withoutDomain(name).getBytes(StandardCharsets.UTF_8)),
            8);
    byte[] hash = password.lend(MsChapV2::ntHash);
    byte[] hashOfHash = md4(hash);
    try {
      byte[] response = challengeResponse(challenge, hash);
      byte[] digest = sha1(sha1(hashOfHash, response, SERVER_TO_CLIENT), challenge, MORE_ROUNDS);
      String authenticator = "S=" + HexFormat.of().formatHex(digest).toUpperCase(Locale.ROOT);
      return new Result(response, authenticator, key(hashOfHash, response));
    } finally {
      Arrays.fill(hash, (byte) 0);
      Arrays.fill(hashOfHash, (byte) 0);
    }
  }

  /** A name without the domain before a backslash. */
  static String withoutDomain(String name) {
    return name.substring(name.indexOf('\\') + 1);
  }

  /** The hash of a password: MD4 over its UTF-16, little-endian. */
  static byte[] ntHash(byte[] utf8) {
    byte[] wide = new String(utf8, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16LE);
    try {
      return md4(wide);
    } finally {
      Arrays.fill(wide, (byte) 0);
    }
  }

  private static byte[] challengeResponse(byte[] challenge, byte[] hash) {
    byte[] padded = Arrays.copyOf(hash, 21);
    byte[] response = new byte[NT_RESPONSE];
    DESEngine des = new DESEngine();
    for (int i = 0; i < 3; i++) {
      byte[] key = desKey(padded, 7 * i);
      des.init(true, new KeyParameter(key));
      des.processBlock(challenge, 0, response, 8 * i);
      Arrays.fill(key, (byte) 0);
    }
    Arrays.fill(padded, (byte) 0);
    return response;
  }

  /** Seven octets as a DES key: seven bits each, and one of parity, which nobody looks at. */
  private static byte[] desKey(byte[] octets, int at) {
    long bits = 0;
    for (int i = 0; i < 7; i++) {
      bits = bits << 8 | (octets[at + i] & 0xff);
    }
    byte[] key = new byte[8];
    for (int i = 0; i < 8; i++) {
      key[i] = (byte) ((bits >>> (49 - 7 * i) & 0x7f) << 1);
    }
    return key;
  }

  private static Secret key(byte[] hashOfHash, byte[] response) {
    byte[] master = Arrays.copyOf(sha1(hashOfHash, response, MASTER_KEY), HASH);
    byte[] zeros = new byte[40];
    byte[] others = new byte[40];
    Arrays.fill(others, (byte) 0xf2);
    byte[] msk = new byte[64];
    System.arraycopy(sha1(master, zeros, RECEIVE_KEY, others), 0, msk, 0, HASH);
    System.arraycopy(sha1(master, zeros, SEND_KEY, others), 0, msk, HASH, HASH);
    Arrays.fill(master, (byte) 0);
    return Secret.adopt(msk);
  }

  private static byte[] md4(byte[] octets) {
    return digest(new MD4Digest(), octets);
  }

  private static byte[] sha1(byte[]... parts) {
    return digest(new SHA1Digest(), parts);
  }

  private static byte[] digest(Digest digest, byte[]... parts) {
    for (byte[] part : parts) {
      digest.update(part, 0, part.length);
    }
    byte[] out = new byte[digest.getDigestSize()];
    digest.doFinal(out, 0);
    return out;
  }
}
