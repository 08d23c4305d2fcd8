package org.yett.ike.negotiate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yett.ike.crypto.ExperimentalMethod;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.IntegrityAlgorithm;
import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.PseudorandomFunction;
import org.yett.spec.iana.SequenceNumbers;

/**
 * strongSwan's names of algorithms in proposal strings, with all their aliases: those that are
 * implemented here, and those that are known but not.
 */
public final class AlgorithmKeywords {

  /** What a keyword stands for. */
  public sealed interface Meaning {

    /**
     * An algorithm that can be proposed.
     *
     * @param algorithm the algorithm
     */
    record Supported(Algorithm algorithm) implements Meaning {}

    /** strongSwan knows the keyword, and Yett does not implement the algorithm. */
    record Unsupported() implements Meaning {}
  }

  private static final Map<String, Meaning> KEYWORDS = new LinkedHashMap<>();
  private static final Map<Algorithm, String> CANONICAL = new HashMap<>();

  static {
    // The first keyword of an algorithm is the one that is printed.
    for (int bits : new int[] {128, 192, 256}) {
      String aes = "aes" + bits;
      Algorithm gcm = Algorithm.of(EncryptionAlgorithm.AES_GCM_16, bits);
      // = rfc8247:2.1/x3, rfc8221:5/16, rfc8221:5/x10
      supported(gcm, aes + "gcm16", aes + "gcm128", aes + "gcm");
      // = rfc8247:2.1/6, rfc8247:2.1/7, rfc8247:2.1/x1, rfc8221:5/3, rfc8221:5/4, rfc8221:5/12
      // = rfc8221:5/x8
      supported(Algorithm.of(EncryptionAlgorithm.AES_CBC, bits), aes);
      unsupported(aes + "ctr", aes + "gmac");
      unsupported(aes + "gcm8", aes + "gcm64", aes + "gcm12", aes + "gcm96");
      unsupported(aes + "ccm8", aes + "ccm64", aes + "ccm12", aes + "ccm96");
      unsupported(aes + "ccm16", aes + "ccm128", aes + "ccm");
      String camellia = "camellia" + bits;
      unsupported(camellia, camellia + "ctr", camellia + "ccm8", camellia + "ccm64");
      unsupported(camellia + "ccm12", camellia + "ccm96", camellia + "ccm16", camellia + "ccm128");
      unsupported("blowfish" + bits, "serpent" + bits, "twofish" + bits);
    }
    supported(Algorithm.of(EncryptionAlgorithm.AES_CBC, 128), "aes");
    // = rfc8247:2.1/x2, rfc8221:5/18, rfc8221:5/x11
    supported(Algorithm.of(EncryptionAlgorithm.CHACHA20_POLY1305), "chacha20poly1305");
    // = rfc8247:2.1/16, rfc8247:2.1/17, rfc8247:2.1/x6, rfc8221:5/8, rfc8221:5/x2, rfc8221:5/x3
    unsupported("chacha20poly1305compat", "null", "des", "3des", "cast128");
    // = rfc8221:5/9, rfc8221:5/x4
    unsupported("blowfish", "camellia", "serpent", "twofish");

    // = rfc8247:2.3/2, rfc8247:2.3/x1, rfc8221:6/13, rfc8221:6/x10
    supported(Algorithm.of(IntegrityAlgorithm.HMAC_SHA2_256_128), "sha256", "sha2_256");
    supported(Algorithm.of(IntegrityAlgorithm.HMAC_SHA2_384_192), "sha384", "sha2_384");
    // = rfc8247:2.3/3, rfc8247:2.3/x2, rfc8221:6/14, rfc8221:6/x11
    supported(Algorithm.of(IntegrityAlgorithm.HMAC_SHA2_512_256), "sha512", "sha2_512");
    // = rfc8247:2.3/8, rfc8247:2.3/x5, rfc8221:6/6, rfc8221:6/x3
    unsupported("sha", "sha1", "sha1_160", "sha256_96", "sha2_256_96", "md5", "md5_128");
    unsupported("aesxcbc", "aescmac", "camelliaxcbc");

    // = rfc8247:2.2/2, rfc8247:2.2/x1
    supported(Algorithm.of(PseudorandomFunction.HMAC_SHA2_256), "prfsha256");
    supported(Algorithm.of(PseudorandomFunction.HMAC_SHA2_384), "prfsha384");
    // = rfc8247:2.2/3, rfc8247:2.2/x2
    supported(Algorithm.of(PseudorandomFunction.HMAC_SHA2_512), "prfsha512");
    // = rfc8247:2.2/6, rfc8247:2.2/x5
    unsupported("prfsha1", "prfmd5", "prfaesxcbc", "prfaescmac", "prfcamelliaxcbc");

    supported(Algorithm.of(KeyExchangeMethod.NONE), "none", "modpnone");
    supported(Algorithm.of(KeyExchangeMethod.CURVE25519), "x25519", "curve25519");
    supported(Algorithm.of(KeyExchangeMethod.CURVE448), "x448", "curve448");
    // = rfc8247:2.4/3, rfc8247:2.4/x2
    supported(Algorithm.of(KeyExchangeMethod.ECP_256), "ecp256");
    supported(Algorithm.of(KeyExchangeMethod.ECP_384), "ecp384");
    supported(Algorithm.of(KeyExchangeMethod.ECP_521), "ecp521");
    // = rfc8247:2.4/2, rfc8247:2.4/x1
    supported(Algorithm.of(KeyExchangeMethod.MODP_2048), "modp2048");
    supported(Algorithm.of(KeyExchangeMethod.MODP_3072), "modp3072");
    supported(Algorithm.of(KeyExchangeMethod.MODP_4096), "modp4096");
    supported(Algorithm.of(KeyExchangeMethod.MODP_6144), "modp6144");
    supported(Algorithm.of(KeyExchangeMethod.MODP_8192), "modp8192");
    supported(Algorithm.of(KeyExchangeMethod.ML_KEM_512), "mlkem512");
    supported(Algorithm.of(KeyExchangeMethod.ML_KEM_768), "mlkem768");
    supported(Algorithm.of(KeyExchangeMethod.ML_KEM_1024), "mlkem1024");
    // = rfc8247:2.4/4, rfc8247:2.4/5, rfc8247:2.4/8, rfc8247:2.4/x3, rfc8247:2.4/x4
    // = rfc8247:2.4/x5
    unsupported("modpnull", "modp768", "modp1024", "modp1536");
    // = rfc8247:2.4/9, rfc8247:2.4/10, rfc8247:2.4/x6, rfc8247:2.4/x7, rfc8247:2.4/x8
    unsupported("modp1024s160", "modp2048s224", "modp2048s256", "ecp192", "ecp224");
    supported(Algorithm.of(KeyExchangeMethod.BRAINPOOL_P256R1), "ecp256bp");
    supported(Algorithm.of(KeyExchangeMethod.BRAINPOOL_P384R1), "ecp384bp");
    supported(Algorithm.of(KeyExchangeMethod.BRAINPOOL_P512R1), "ecp512bp");
    unsupported("ecp224bp", "gost256", "gost512");

    supported(Algorithm.of(SequenceNumbers.SEQUENTIAL_32), "noesn");
    supported(Algorithm.of(SequenceNumbers.PARTIALLY_TRANSMITTED_64), "esn");
  }

  private AlgorithmKeywords() {}

  private static void supported(Algorithm algorithm, String... keywords) {
    for (String keyword : keywords) {
      KEYWORDS.put(keyword, new Meaning.Supported(algorithm));
    }
    CANONICAL.putIfAbsent(algorithm, keywords[0]);
  }

  private static void unsupported(String... keywords) {
    for (String keyword : keywords) {
      KEYWORDS.put(keyword, new Meaning.Unsupported());
    }
  }

  /** What the keyword stands for; empty if strongSwan does not know it either. */
  public static Optional<Meaning> find(String keyword) {
    return Optional.ofNullable(KEYWORDS.get(keyword))
        .or(() ->
            ExperimentalMethod.named(keyword)
                .map(found -> new Meaning.Supported(Algorithm.of(found.method()))));
  }

  /** The keyword that is printed for an algorithm; empty if it is not implemented here. */
  public static Optional<String> keywordOf(Algorithm algorithm) {
    if (algorithm.id() instanceof IntegrityAlgorithm && algorithm.isNone()) {
      return Optional.of("none");
    }
    return Optional.ofNullable(CANONICAL.get(algorithm))
        .or(() ->
            algorithm.id() instanceof KeyExchangeMethod method
                ? ExperimentalMethod.of(method).map(ExperimentalMethod::keyword)
                : Optional.empty());
  }

  /**
   * The algorithms that are implemented here, each once, in the order of their keywords, without
   * experimental ones.
   */
  public static List<Algorithm> supportedAlgorithms() {
    return KEYWORDS.values().stream()
        .filter(Meaning.Supported.class::isInstance)
        .map(meaning -> ((Meaning.Supported) meaning).algorithm())
        .distinct()
        .toList();
  }

  /** The supported keyword that differs least from a misspelt one. */
  public static String nearest(String misspelt) {
    List<String> supported = new ArrayList<>();
    KEYWORDS.forEach((keyword, meaning) -> {
      if (meaning instanceof Meaning.Supported) {
        supported.add(keyword);
      }
    });
    return supported.stream()
        .min(Comparator.comparingInt(keyword -> distance(misspelt, keyword)))
        .orElseThrow();
  }

  /** Edit distance: insertions, deletions and replacements. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
