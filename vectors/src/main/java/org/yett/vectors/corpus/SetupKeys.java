package org.yett.vectors.corpus;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.yett.ike.crypto.DeterministicRandomness;
import org.yett.ike.crypto.KeyKind;
import org.yett.ike.crypto.KeyParse;
import org.yett.ike.crypto.Pkcs8Key;
import org.yett.ike.crypto.Secret;
import org.yett.ike.crypto.SignatureScheme;
import org.yett.ike.crypto.SigningKey;

/** Private keys of the hosts: one of each kind for each, the same in every vector. */
final class SetupKeys {

  private record Owner(String host, KeyKind kind) {}

  private static final Map<Owner, String> KEYS = new ConcurrentHashMap<>();

  private SetupKeys() {}

  /** PKCS #8 in hexadecimal. */
  static String pkcs8(String host, KeyKind kind) {
    return KEYS.computeIfAbsent(new Owner(host, kind), SetupKeys::generate);
  }

  private static String generate(Owner owner) {
    long seed = Corpus.seed("private key, " + owner.kind() + ", " + owner.host());
    try (Secret key = owner.kind().generate(DeterministicRandomness.ofSeed(seed))) {
      return withoutPublicHalf(HexFormat.of().formatHex(key.copy()));
    }
  }

  /** Keys of Edwards curves in version 1 of PKCS #8, which more programs read than version 2. */
  private static String withoutPublicHalf(String pkcs8) {
    for (String form :
        List.of("302e020100300506032b657004220420", "3047020100300506032b6571043b0439")) {
      int octets = Integer.parseInt(form.substring(form.length() - 2), 16);
      String algorithm = form.substring("302e020100".length());
      int at = pkcs8.indexOf(algorithm);
      if (at >= 0) {
        int key = at + algorithm.length();
        return form + pkcs8.substring(key, key + 2 * octets);
      }
    }
    return pkcs8;
  }

  /** The key itself. */
  static SigningKey key(String pkcs8) {
    return switch (Pkcs8Key.of(HexFormat.of().parseHex(pkcs8))) {
      case KeyParse.Ok<SigningKey>(SigningKey key) -> key;
      case KeyParse.Bad<SigningKey>(String reason) -> throw new IllegalArgumentException(reason);
    };
  }

  /** What such a key can do, preferred first. */
  static List<SignatureScheme> schemes(String host, KeyKind kind) {
    return key(pkcs8(host, kind)).schemes();
  }
}
