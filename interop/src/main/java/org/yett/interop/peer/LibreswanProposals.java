package org.yett.interop.peer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says strongSwan's proposals in libreswan's words, and libreswan's suites in strongSwan's. */
final class LibreswanProposals {
  private static final Pattern ADDITIONAL = Pattern.compile("ke([1-7])_(.+)");

  private static final Map<String, String> CIPHERS =
      Map.ofEntries(
          Map.entry("aes128gcm16", "aes_gcm128"),
          Map.entry("aes192gcm16", "aes_gcm192"),
          Map.entry("aes256gcm16", "aes_gcm256"),
          Map.entry("aes256gcm12", "aes_gcm_b256"),
          Map.entry("aes256gcm8", "aes_gcm_a256"),
          Map.entry("aes256ccm16", "aes_ccm256"),
          Map.entry("aes128", "aes128"),
          Map.entry("aes192", "aes192"),
          Map.entry("aes256", "aes256"),
          Map.entry("aes256ctr", "aes_ctr256"),
          Map.entry("chacha20poly1305", "chacha20_poly1305"),
          Map.entry("null", "null"));

  private static final Map<String, String> HASHES =
      Map.of(
          "sha1", "sha1",
          "sha256", "sha2_256",
          "sha384", "sha2_384",
          "sha512", "sha2_512",
          "prfsha256", "sha2_256",
          "prfsha384", "sha2_384",
          "prfsha512", "sha2_512");

  private static final Map<String, String> METHODS =
      Map.ofEntries(
          Map.entry("modp2048", "dh14"),
          Map.entry("modp3072", "dh15"),
          Map.entry("modp4096", "dh16"),
          Map.entry("modp6144", "dh17"),
          Map.entry("modp8192", "dh18"),
          Map.entry("ecp256", "dh19"),
          Map.entry("ecp384", "dh20"),
          Map.entry("ecp521", "dh21"),
          Map.entry("x25519", "dh31"),
          Map.entry("mlkem512", "ml_kem_512"),
          Map.entry("mlkem768", "ml_kem_768"),
          Map.entry("mlkem1024", "ml_kem_1024"));

  private static final Map<String, String> GROUPS =
      Map.ofEntries(
          Map.entry("MODP2048", "MODP_2048"),
          Map.entry("MODP3072", "MODP_3072"),
          Map.entry("MODP4096", "MODP_4096"),
          Map.entry("MODP6144", "MODP_6144"),
          Map.entry("MODP8192", "MODP_8192"),
          Map.entry("DH14", "MODP_2048"),
          Map.entry("DH15", "MODP_3072"),
          Map.entry("DH16", "MODP_4096"),
          Map.entry("DH19", "ECP_256"),
          Map.entry("DH20", "ECP_384"),
          Map.entry("DH21", "ECP_521"),
          Map.entry("DH31", "CURVE_25519"));

  private LibreswanProposals() {}

  /** The value of {@code ike=}. */
  static String ike(String proposals) {
    return each(proposals, true);
  }

  /** The value of {@code esp=}, without key exchanges: those come of {@code pfs=}. */
  static String esp(String proposals) {
    return each(proposals, false);
  }

  /** Whether a Child SA has a key exchange of its own when it is renewed. */
  static boolean pfs(String proposals) {
    return Arrays.stream(proposals.split("[-,]", -1)).anyMatch(METHODS::containsKey);
  }

  /** Whether there are words that libreswan has none for. */
  static Optional<String> unknown(String proposals) {
    return Arrays.stream(proposals.split("[-,]", -1))
        .filter(word ->
            !CIPHERS.containsKey(word)
                && !HASHES.containsKey(word)
                && !METHODS.containsKey(word)
                && !ADDITIONAL.matcher(word).matches()
                && !word.equals("esn")
                && !word.equals("noesn"))
        .findFirst();
  }

  private static String each(String proposals, boolean ike) {
    return Arrays.stream(proposals.split(",", -1))
        .map(proposal -> one(proposal, ike))
        .collect(Collectors.joining(","));
  }

  private static String one(String proposal, boolean ike) {
    List<String> ciphers = new ArrayList<>();
    List<String> hashes = new ArrayList<>();
    List<String> methods = new ArrayList<>();
    List<String> additional = new ArrayList<>();
    for (String word : proposal.split("-", -1)) {
      Matcher matcher = ADDITIONAL.matcher(word);
      if (CIPHERS.containsKey(word)) {
        ciphers.add(CIPHERS.get(word));
      } else if (HASHES.containsKey(word)) {
        hashes.add(HASHES.get(word));
      } else if (METHODS.containsKey(word)) {
        methods.add(METHODS.get(word));
      } else if (matcher.matches()) {
        additional.add("addke" + matcher.group(1) + "=" + METHODS.get(matcher.group(2)));
      }
    }
    StringBuilder out = new StringBuilder(String.join("+", ciphers));
    if (!hashes.isEmpty()) {
      out.append('-').append(String.join("+", hashes.stream().distinct().toList()));
    }
    if (ike && !methods.isEmpty()) {
      out.append(';').append(String.join("+", methods));
    }
    if (ike) {
      additional.forEach(method -> out.append(';').append(method));
    }
    return out.toString();
  }

  /** A key exchange in strongSwan's words. */
  static String method(String group) {
    return GROUPS.getOrDefault(group, group);
  }

  /** A cipher as pluto writes it, for example {@code AES_GCM_16_256}, apart. */
  record Cipher(String name, Optional<Integer> keyBits) {}

  private static final Pattern SIZED = Pattern.compile("(.+)_(128|192|256)");

  /** A cipher with its key length in strongSwan's words. */
  static Cipher cipher(String theirs) {
    if (theirs.startsWith("CHACHA20_POLY1305")) {
      return new Cipher("CHACHA20_POLY1305", Optional.empty());
    }
    Matcher sized = SIZED.matcher(theirs);
    return sized.matches()
        ? new Cipher(sized.group(1), Optional.of(Integer.valueOf(sized.group(2))))
        : new Cipher(theirs, Optional.empty());
  }

  /** An integrity algorithm in strongSwan's words; empty if there is none. */
  static Optional<String> integrity(String theirs) {
    return theirs.equals("n/a") || theirs.equalsIgnoreCase("NONE")
        ? Optional.empty()
        : Optional.of(theirs.equals("HMAC_SHA1_96") ? "HMAC_SHA1_96" : theirs);
  }
}
