package org.yett.gateway.pki.cli;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import org.yett.gateway.pki.Authority;
import org.yett.gateway.pki.PkiException;
import picocli.CommandLine.Option;

/** How to sign. */
final class SigningOptions {

  static final SecureRandom RANDOM = new SecureRandom();

  @Option(
      names = {"-g", "--digest"},
      paramLabel = "DIGEST",
      description = "sha256, sha384 or sha512, for RSA and ECDSA. Default: what fits the key.")
  private String digest;

  @Option(
      names = {"-R", "--rsa-padding"},
      paramLabel = "pkcs1|pss",
      description = "Padding of RSA signatures. Default: pkcs1.")
  private String padding = "pkcs1";

  Authority.Manner manner() throws PkiException {
    return switch (padding.toLowerCase(Locale.ROOT)) {
      case "pkcs1" -> new Authority.Manner(Optional.ofNullable(digest), false);
      case "pss" -> new Authority.Manner(Optional.ofNullable(digest), true);
      default -> throw new PkiException("unknown padding '" + padding + "': expected pkcs1 or pss");
    };
  }
}
