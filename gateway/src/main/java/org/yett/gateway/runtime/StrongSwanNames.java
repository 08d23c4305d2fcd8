package org.yett.gateway.runtime;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.yett.gateway.control.SuiteStatus;
import org.yett.ike.negotiate.Algorithm;
import org.yett.ike.negotiate.Suite;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.TransformType;

/** The names under which strongSwan's {@code swanctl --list-sas} shows algorithms. */
public final class StrongSwanNames {

  private static final Map<KeyExchangeMethod, String> KEY_EXCHANGES =
      Map.ofEntries(
          Map.entry(KeyExchangeMethod.MODP_2048, "MODP_2048"),
          Map.entry(KeyExchangeMethod.MODP_3072, "MODP_3072"),
          Map.entry(KeyExchangeMethod.MODP_4096, "MODP_4096"),
          Map.entry(KeyExchangeMethod.MODP_6144, "MODP_6144"),
          Map.entry(KeyExchangeMethod.MODP_8192, "MODP_8192"),
          Map.entry(KeyExchangeMethod.ECP_256, "ECP_256"),
          Map.entry(KeyExchangeMethod.ECP_384, "ECP_384"),
          Map.entry(KeyExchangeMethod.ECP_521, "ECP_521"),
          Map.entry(KeyExchangeMethod.BRAINPOOL_P256R1, "ECP_256_BP"),
          Map.entry(KeyExchangeMethod.BRAINPOOL_P384R1, "ECP_384_BP"),
          Map.entry(KeyExchangeMethod.BRAINPOOL_P512R1, "ECP_512_BP"),
          Map.entry(KeyExchangeMethod.CURVE25519, "CURVE_25519"),
          Map.entry(KeyExchangeMethod.CURVE448, "CURVE_448"),
          Map.entry(KeyExchangeMethod.ML_KEM_512, "ML_KEM_512"),
          Map.entry(KeyExchangeMethod.ML_KEM_768, "ML_KEM_768"),
          Map.entry(KeyExchangeMethod.ML_KEM_1024, "ML_KEM_1024"));

  private StrongSwanNames() {}

  /** The algorithms of a suite under those names. */
  static SuiteStatus of(Suite suite) {
    SortedMap<Integer, String> additional = new TreeMap<>();
    suite
        .algorithms()
        .forEach((type, algorithm) -> {
          if (type.isAdditionalKeyExchange()) {
            additional.put(
                type.value() - TransformType.ADDKE1.value() + 1,
                keyExchange((KeyExchangeMethod) algorithm.id()));
          }
        });
    boolean fixedKey =
        suite.encryption().filter(EncryptionAlgorithm.CHACHA20_POLY1305::equals).isPresent();
    return new SuiteStatus(
        suite.encryption().map(id -> without("ENCR_", id.toString())),
        suite.encryption().isEmpty() || fixedKey
            ? OptionalInt.empty()
            : OptionalInt.of(suite.encryptionKeyLength()),
        suite.integrity().map(id -> without("AUTH_", id.toString())),
        suite.prf().map(Object::toString),
        suite.keyExchange().map(StrongSwanNames::keyExchange),
        additional,
        suite.extendedSequenceNumbers(),
        suite.toString());
  }

  /** A key exchange method, for example {@code CURVE_25519}. */
  public static String keyExchange(KeyExchangeMethod method) {
    return Optional.ofNullable(KEY_EXCHANGES.get(method))
        .orElseGet(() -> Algorithm.of(method).toString());
  }

  private static String without(String prefix, String name) {
    return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
  }
}
