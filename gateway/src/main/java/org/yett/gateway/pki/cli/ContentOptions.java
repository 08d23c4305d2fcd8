package org.yett.gateway.pki.cli;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.yett.gateway.pki.Authority;
import org.yett.gateway.pki.DistinguishedNames;
import org.yett.gateway.pki.PkiException;
import org.yett.gateway.pki.SubjectNames;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a certificate says. */
final class ContentOptions {

  @Option(
      names = {"-d", "--dn"},
      paramLabel = "DN",
      description = "Distinguished name of the subject, such as 'C=CH, O=Example, CN=moon'.")
  private String dn;

  @Option(
      names = {"-a", "--san"},
      paramLabel = "NAME",
      description = "subjectAltName: domain name, mail address, IP address, URI. May be repeated.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = {"-s", "--serial"},
      paramLabel = "HEX",
      description = "Serial number. Default: random.")
  private String serial;

  @Option(
      names = {"-b", "--ca"},
      description = "It may sign certificates and revocation lists.")
  private boolean ca;

  @Option(
      names = {"-p", "--pathlen"},
      paramLabel = "N",
      description = "How many CAs may follow below this one.")
  private Integer pathLength;

  @Option(
      names = {"-e", "--flag"},
      paramLabel = "USAGE",
      description =
          "Extended key usage: serverAuth, clientAuth, ikeIntermediate, ipsecIKE, crlSign,"
              + " ocspSigning, msSmartcardLogon or an OID. May be repeated.")
  private List<String> usages = new ArrayList<>();

  @Option(
      names = {"-o", "--ocsp"},
      paramLabel = "URI",
      description = "Where an OCSP responder answers for it. May be repeated.")
  private List<String> ocspUris = new ArrayList<>();

  @Option(
      names = {"-u", "--crl"},
      paramLabel = "URI",
      description = "Where its revocation list is. May be repeated.")
  private List<String> crlUris = new ArrayList<>();

  @Mixin private ValidityOptions validity;

  /**
   * What was asked for.
   *
   * @param requested subject of a request, if there is one
   * @param requestedNames subjectAltNames of a request, which ours add to
   */
  Authority.Content content(Optional<X500Name> requested, GeneralNames requestedNames)
      throws PkiException {
    X500Name subject;
    if (dn != null) {
      subject = DistinguishedNames.parse(dn);
    } else {
      subject =
          requested.orElseThrow(
              () -> new PkiException("whose certificate is it? expected --dn 'C=..., CN=...'"));
    }
    if (pathLength != null && (!ca || pathLength < 0)) {
      throw new PkiException(
          "--pathlen says how many CAs may follow: expected --ca, and 0 or more");
    }
    List<org.bouncycastle.asn1.x509.GeneralName> all =
        new ArrayList<>(List.of(requestedNames.getNames()));
    all.addAll(List.of(SubjectNames.parse(names).getNames()));
    return new Authority.Content(
        subject,
        new GeneralNames(all.toArray(org.bouncycastle.asn1.x509.GeneralName[]::new)),
        validity.from(),
        validity.until(),
        serial == null ? Optional.empty() : Optional.of(serial(serial)),
        ca,
        Optional.ofNullable(pathLength),
        usages,
        crlUris,
        ocspUris);
  }

  static BigInteger serial(String hex) throws PkiException {
    try {
      BigInteger value = new BigInteger(hex.replace(":", "").replaceFirst("^0[xX]", ""), 16);
      if (value.signum() <= 0 || value.bitLength() > 159) {
        throw new NumberFormatException();
      }
      return value;
    } catch (NumberFormatException e) {
      throw new PkiException(
          "'" + hex + "' is no serial number: expected up to 20 octets in hexadecimal, above 0");
    }
  }
}
