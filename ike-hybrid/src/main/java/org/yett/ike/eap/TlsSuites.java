package org.yett.ike.eap;

import java.util.List;
import java.util.Vector;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.NamedGroup;

/**
 * Cipher suites and groups of TLS inside EAP: authenticated encryption and forward secrecy alone.
 */
final class TlsSuites {

  private static final int[] TLS13 = {
    CipherSuite.TLS_AES_256_GCM_SHA384,
    CipherSuite.TLS_CHACHA20_POLY1305_SHA256,
    CipherSuite.TLS_AES_128_GCM_SHA256
  };

  private static final int[] ECDSA = {
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256
  };

  private static final int[] RSA = {
    CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
    CipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
    CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
  };

  private TlsSuites() {}

  static int[] ofClient() {
    return concat(TLS13, ECDSA, RSA);
  }

  /** Those that go with the server's key. */
  static int[] ofServer(boolean rsa) {
    return concat(TLS13, rsa ? RSA : ECDSA);
  }

  static Vector<Integer> groups() {
    return new Vector<>(
        List.of(
            NamedGroup.x25519,
            NamedGroup.secp256r1,
            NamedGroup.secp384r1,
            NamedGroup.secp521r1,
            NamedGroup.x448));
  }

  static Vector<Integer> firstGroup() {
    return new Vector<>(List.of(NamedGroup.x25519));
  }

  private static int[] concat(int[]... parts) {
    return java.util.Arrays.stream(parts).flatMapToInt(java.util.Arrays::stream).toArray();
  }
}
