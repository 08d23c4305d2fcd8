package org.yett.gateway.pki;

import java.math.BigInteger;
import java.security.cert.CRLReason;
import java.security.cert.X509CRL;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;

/** Details of revocation lists. */
public final class Crls {

  /** Names of reasons as operators write them, with their codes (RFC 5280 5.3.1). */
  private static final Map<String, Integer> REASONS =
      Map.of(
          "unspecified", 0,
          "key-compromise", 1,
          "ca-compromise", 2,
          "affiliation-changed", 3,
          "superseded", 4,
          "cessation-of-operation", 5,
          "certificate-hold", 6);

  private Crls() {}

  /** The number of a list, if it has one. */
  public static Optional<BigInteger> number(X509CRL list) {
    byte[] value = list.getExtensionValue("2.5.29.20");
    try {
      return value == null
          ? Optional.empty()
          : Optional.of(
              ASN1Integer.getInstance(ASN1OctetString.getInstance(value).getOctets()).getValue());
    } catch (IllegalArgumentException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  /** The code of a reason that an operator names. */
  public static int code(String name) throws PkiException {
    Integer code = REASONS.get(name.toLowerCase(Locale.ROOT));
    if (code == null) {
      throw new PkiException(
          "unknown reason '%s': expected one of %s"
              .formatted(name, String.join(", ", REASONS.keySet().stream().sorted().toList())));
    }
    return code;
  }

  /** The code of a reason in a list. */
  static int code(CRLReason reason) {
    return reason.ordinal();
  }

  /** The name of a reason. */
  public static String name(CRLReason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
