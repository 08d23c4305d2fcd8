package org.yett.gateway.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.yett.gateway.credentials.ChainStrength;
import org.yett.gateway.pki.KeyType;
import org.yett.ike.crypto.SignatureScheme;

/**
 * What {@code auth = ...} says, in strongSwan's notation: {@code psk}, {@code null}, {@code
 * pubkey}, or {@code pubkey}, {@code rsa}, {@code rsa/pss}, {@code ecdsa}, {@code ed25519}, {@code
 * ed448}, {@code mldsa65}, {@code slhdsa-sha2-128s} with least sizes and digests after hyphens:
 * {@code ecdsa-384-sha384}. With {@code ike:} before it, it says nothing about the chain.
 */
sealed interface AuthNotation {

  /** By pre-shared key. */
  record Psk() implements AuthNotation {}

  /**
   * By signature.
   *
   * @param schemes the only schemes, preferred first; empty for any
   * @param strength what the chain must have
   */
  record Pubkey(List<SignatureScheme> schemes, ChainStrength strength) implements AuthNotation {
    public Pubkey {
      schemes = List.copyOf(schemes);
    }
  }

  /**
   * By an EAP method.
   *
   * @param method its name
   */
  record Eap(String method) implements AuthNotation {}

  /** Not at all (RFC 7619). */
  record Null() implements AuthNotation {}

  /**
   * It says nothing that is known.
   *
   * @param reason why
   */
  record Bad(String reason) implements AuthNotation {}

  /** Reads it. */
  static AuthNotation parse(String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT);
    if (plain.equals("psk")) {
      return new Psk();
    } else if (plain.equals("null")) {
      return new Null();
    } else if (plain.equals("eap") || plain.startsWith("eap-")) {
      return new Eap(plain.substring(plain.startsWith("eap-") ? 4 : 3));
    }
    boolean ikeAlone = plain.startsWith("ike:");
    return new Tokens().read(plain.substring(ikeAlone ? 4 : 0), ikeAlone);
  }

  /** Reads the parts of a constraint. */
  final class Tokens {
    private final Set<SignatureScheme> named = new LinkedHashSet<>();
    private final Set<SignatureScheme.Family> families = new LinkedHashSet<>();
    private final Set<KeyType.Family> keys = new LinkedHashSet<>();
    private final Set<String> digests = new LinkedHashSet<>();
    private boolean any;
    private int rsaBits = ChainStrength.DEFAULT.rsaBits();
    private int ecdsaBits = ChainStrength.DEFAULT.ecdsaBits();

    AuthNotation read(String text, boolean ikeAlone) {
      // Names with hyphens of their own become one word.
      String words =
          text.replaceAll("ml-?dsa-?(44|65|87)", "mldsa$1")
              .replaceAll("slh-?dsa-(sha2|shake)-([0-9]{3}[sf])", "slhdsa_$1_$2");
      KeyType.Family last = null;
      for (String word : words.split("-", -1)) {
        if (word.matches("[0-9]{3,5}") && last != null) {
          int bits = Integer.parseInt(word);
          if (last == KeyType.Family.RSA) {
            rsaBits = Math.max(rsaBits, bits);
          } else {
            ecdsaBits = Math.max(ecdsaBits, bits);
          }
        } else if (word.matches("sha(256|384|512)")) {
          digests.add(word.toUpperCase(Locale.ROOT));
        } else {
          last = null;
          switch (word) {
            case "pubkey" -> any = true;
            case "rsa" -> last = family(KeyType.Family.RSA, SignatureScheme.Family.RSA_PKCS1);
            case "rsa/pss" -> last = family(KeyType.Family.RSA, SignatureScheme.Family.RSA_PSS);
            case "ecdsa" -> last = family(KeyType.Family.ECDSA, SignatureScheme.Family.ECDSA);
            case "ed25519" -> scheme(KeyType.Family.ED25519, SignatureScheme.ED25519);
            case "ed448" -> scheme(KeyType.Family.ED448, SignatureScheme.ED448);
            case "mldsa" -> family(KeyType.Family.ML_DSA, SignatureScheme.Family.ML_DSA);
            case "slhdsa" -> family(KeyType.Family.SLH_DSA, SignatureScheme.Family.SLH_DSA);
            default -> {
              List<SignatureScheme> found =
                  SignatureScheme.all().stream().filter(s -> keyword(s).equals(word)).toList();
              if (found.isEmpty()) {
                return new Bad(
                    "'"
                        + word
                        + "' is unknown in it: expected psk, pubkey, rsa, rsa/pss, ecdsa, ed25519, ed448, mldsa44, mldsa65, mldsa87 or slhdsa-..., with sizes and sha256, sha384 or sha512 after hyphens");
              }
              scheme(
                  word.startsWith("ml") ? KeyType.Family.ML_DSA : KeyType.Family.SLH_DSA,
                  found.getFirst());
            }
          }
        }
      }
      ChainStrength strength =
          ikeAlone
              ? ChainStrength.DEFAULT
              : new ChainStrength(any ? Set.of() : keys, digests, rsaBits, ecdsaBits);
      return new Pubkey(schemes(), strength);
    }

    private KeyType.Family family(KeyType.Family key, SignatureScheme.Family scheme) {
      keys.add(key);
      families.add(scheme);
      return key;
    }

    private void scheme(KeyType.Family key, SignatureScheme scheme) {
      keys.add(key);
      named.add(scheme);
    }

    /** A scheme as one word. */
    private static String keyword(SignatureScheme scheme) {
      return switch (scheme.family()) {
        case ML_DSA -> "mldsa" + scheme.name().substring("ML_DSA_".length());
        case SLH_DSA ->
            "slhdsa_" + scheme.name().substring("SLH_DSA_".length()).toLowerCase(Locale.ROOT);
        case RSA_PKCS1, RSA_PSS, ECDSA, EDDSA -> "";
      };
    }

    private List<SignatureScheme> schemes() {
      if (any && digests.isEmpty()) {
        return List.of();
      }
      List<SignatureScheme> all = new ArrayList<>();
      Stream<SignatureScheme> candidates = SignatureScheme.all().stream();
      candidates
          .filter(s -> any || families.contains(s.family()) || named.contains(s))
          .filter(this::hasDigest)
          .forEach(all::add);
      return all;
    }

    /** A digest restricts the schemes that have one to choose. */
    private boolean hasDigest(SignatureScheme scheme) {
      return switch (scheme.family()) {
        case RSA_PKCS1, RSA_PSS, ECDSA ->
            digests.isEmpty() || digests.stream().anyMatch(d -> scheme.name().endsWith("_" + d));
        case EDDSA, ML_DSA, SLH_DSA -> true;
      };
    }
  }
}
