package org.yett.ike.crypto;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.yett.spec.iana.KeyExchangeMethod;

/** The key exchange methods that can be run, by their numbers. */
public final class KeyExchanges {

  private static final KeyExchanges STANDARD =
      new KeyExchanges(
          List.of(
              ModpKeyExchange.modp2048(),
              ModpKeyExchange.modp3072(),
              ModpKeyExchange.modp4096(),
              ModpKeyExchange.modp6144(),
              ModpKeyExchange.modp8192(),
              EcpKeyExchange.p256(),
              EcpKeyExchange.p384(),
              EcpKeyExchange.p521(),
              EcpKeyExchange.brainpool256(),
              EcpKeyExchange.brainpool384(),
              EcpKeyExchange.brainpool512(),
              new X25519KeyExchange(),
              new X448KeyExchange(),
              new MlKemKeyExchange(KeyExchangeMethod.ML_KEM_512, MlKem.ML_KEM_512),
              new MlKemKeyExchange(KeyExchangeMethod.ML_KEM_768, MlKem.ML_KEM_768),
              new MlKemKeyExchange(KeyExchangeMethod.ML_KEM_1024, MlKem.ML_KEM_1024)));

  private static final KeyExchanges LABORATORY =
      new KeyExchanges(
          Stream.concat(
                  STANDARD.byMethod.values().stream(),
                  Stream.of(ExperimentalMethod.values()).map(ExperimentalMethod::keyExchange))
              .toList());

  private final Map<KeyExchangeMethod, KeyExchange> byMethod;

  /**
   * A registry of exactly these.
   *
   * @throws IllegalArgumentException if two have the same number
   */
  public KeyExchanges(List<KeyExchange> methods) {
    Map<KeyExchangeMethod, KeyExchange> map = new LinkedHashMap<>();
    for (KeyExchange exchange : methods) {
      if (map.put(exchange.method(), exchange) != null) {
        throw new IllegalArgumentException("two key exchanges are " + exchange.method());
      }
    }
    this.byMethod = Collections.unmodifiableMap(map);
  }

  /**
   * The standard methods: MODP 14 to 18, ECP 19 to 21, Brainpool 28 to 30, Curve25519, Curve448,
   * ML-KEM 35 to 37.
   */
  public static KeyExchanges standard() {
    return STANDARD;
  }

  /**
   * The standard methods and those of the laboratory. None of the latter takes part unless a
   * proposal names it.
   */
  public static KeyExchanges laboratory() {
    return LABORATORY;
  }

  /** The implementation of a method, if there is one here. */
  public Optional<KeyExchange> find(KeyExchangeMethod method) {
    return Optional.ofNullable(byMethod.get(method));
  }

  /** All methods, in the order of registration. */
  public Set<KeyExchangeMethod> methods() {
    return byMethod.keySet();
  }
}
