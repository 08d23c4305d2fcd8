package org.yett.gateway.pki;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.DefaultAlgorithmNameFinder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;

/** Keys, certificates and lists in words, line by line. */
public final class Description {

  private static final String[] KEY_USAGES = {
    "digitalSignature",
    "nonRepudiation",
    "keyEncipherment",
    "dataEncipherment",
    "keyAgreement",
    "keyCertSign",
    "cRLSign",
    "encipherOnly",
    "decipherOnly"
  };

  private Description() {}

  /** A certificate. */
  public static List<String> of(X509Certificate certificate, Instant now) throws PkiException {
    X509CertificateHolder holder = Certificates.holder(certificate);
    List<String> lines = new ArrayList<>();
    lines.add("  subject:  \"" + DistinguishedNames.text(holder.getSubject()) + "\"");
    lines.add("  issuer:   \"" + DistinguishedNames.text(holder.getIssuer()) + "\"");
    lines.add(
        "  validity: not before "
            + certificate.getNotBefore().toInstant()
            + ", "
            + begin(certificate.getNotBefore().toInstant(), now));
    lines.add(
        "            not after  "
            + certificate.getNotAfter().toInstant()
            + ", "
            + end(certificate.getNotAfter().toInstant(), now));
    lines.add("  serial:    " + certificate.getSerialNumber().toString(16));
    List<String> names = names(holder);
    if (!names.isEmpty()) {
      lines.add("  altNames:  " + String.join(", ", names));
    }
    lines.add("  flags:     " + String.join(" ", flags(certificate)));
    if (certificate.getBasicConstraints() >= 0
        && certificate.getBasicConstraints() < Integer.MAX_VALUE) {
      lines.add("  pathlen:   " + certificate.getBasicConstraints());
    }
    for (String uri : RevocationPointers.crlUris(certificate)) {
      lines.add("  CRL URI:   " + uri);
    }
    for (String uri : RevocationPointers.ocspUris(certificate)) {
      lines.add("  OCSP URI:  " + uri);
    }
    lines.add("  signature: " + algorithm(holder.getSignatureAlgorithm()));
    lines.addAll(of(holder.getSubjectPublicKeyInfo()));
    return lines;
  }

  private static String algorithm(org.bouncycastle.asn1.x509.AlgorithmIdentifier identifier) {
    return new DefaultAlgorithmNameFinder().getAlgorithmName(identifier);
  }

  private static String begin(Instant time, Instant now) {
    return now.isBefore(time) ? "not valid yet (" + days(now, time) + ")" : "ok";
  }

  private static String end(Instant time, Instant now) {
    return now.isAfter(time)
        ? "expired (" + days(time, now) + " ago)"
        : "ok (expires in " + days(now, time) + ")";
  }

  private static String days(Instant from, Instant to) {
    long days = Duration.between(from, to).toDays();
    return days == 1 ? "1 day" : days + " days";
  }

  private static List<String> names(X509CertificateHolder holder) {
    Extensions extensions = holder.getExtensions();
    if (extensions == null) {
      return List.of();
    }
    GeneralNames names = GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName);
    List<String> shown = new ArrayList<>();
    for (GeneralName name : names == null ? new GeneralName[0] : names.getNames()) {
      shown.add(SubjectNames.text(name));
    }
    return shown;
  }

  private static List<String> flags(X509Certificate certificate) throws PkiException {
    List<String> flags = new ArrayList<>();
    if (certificate.getBasicConstraints() >= 0) {
      flags.add("CA");
    }
    if (certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
      flags.add("self-signed");
    }
    boolean[] usage = certificate.getKeyUsage();
    for (int i = 0; usage != null && i < Math.min(usage.length, KEY_USAGES.length); i++) {
      if (usage[i]) {
        flags.add(KEY_USAGES[i]);
      }
    }
    try {
      List<String> purposes = certificate.getExtendedKeyUsage();
      for (String oid : purposes == null ? List.<String>of() : purposes) {
        flags.add(purpose(oid));
      }
    } catch (CertificateParsingException e) {
      throw new PkiException("a malformed extendedKeyUsage");
    }
    return flags;
  }

  /** The name of an extended key usage. */
  public static String purpose(String oid) {
    return switch (oid) {
      case "1.3.6.1.5.5.7.3.1" -> "serverAuth";
      case "1.3.6.1.5.5.7.3.2" -> "clientAuth";
      case "1.3.6.1.5.5.7.3.9" -> "ocspSigning";
      case "1.3.6.1.5.5.7.3.17" -> "ipsecIKE";
      case "1.3.6.1.5.5.8.2.2" -> "ikeIntermediate";
      case "2.5.29.37.0" -> "anyExtendedKeyUsage";
      default -> oid;
    };
  }

  /** A public key. */
  public static List<String> of(SubjectPublicKeyInfo key) throws PkiException {
    return List.of(
        "  pubkey:    " + KeyType.of(key),
        "  keyid:     " + KeyIds.hex(KeyIds.ofInfo(key)),
        "  subjkey:   " + KeyIds.hex(KeyIds.ofKey(key)));
  }

  /** A private key, without any of its secrets. */
  public static List<String> of(PkiKey key) {
    return List.of(
        "  privkey:   " + key.type(),
        "  keyid:     " + KeyIds.hex(KeyIds.ofInfo(key.publicInfo())),
        "  subjkey:   " + KeyIds.hex(KeyIds.ofKey(key.publicInfo())));
  }

  /** A request. */
  public static List<String> of(PKCS10CertificationRequest request) throws PkiException {
    List<String> lines = new ArrayList<>();
    lines.add("  subject:  \"" + DistinguishedNames.text(request.getSubject()) + "\"");
    lines.add("  signature: " + algorithm(request.getSignatureAlgorithm()));
    lines.addAll(of(request.getSubjectPublicKeyInfo()));
    return lines;
  }

  /** A revocation list. */
  public static List<String> of(X509CRL list, Instant now) throws PkiException {
    List<String> lines = new ArrayList<>();
    lines.add(
        "  issuer:   \""
            + DistinguishedNames.text(
                DistinguishedNames.ofDer(list.getIssuerX500Principal().getEncoded()))
            + "\"");
    Instant from = list.getThisUpdate().toInstant();
    lines.add("  update:    this on " + from + ", " + begin(from, now));
    if (list.getNextUpdate() != null) {
      Instant until = list.getNextUpdate().toInstant();
      lines.add("             next on " + until + ", " + end(until, now));
    }
    Crls.number(list).ifPresent(n -> lines.add("  serial:    " + n.toString(16)));
    Set<? extends X509CRLEntry> entries =
        Optional.<Set<? extends X509CRLEntry>>ofNullable(list.getRevokedCertificates())
            .orElse(Set.of());
    lines.add("  " + entries.size() + " revoked certificates" + (entries.isEmpty() ? "" : ":"));
    for (X509CRLEntry entry : entries) {
      lines.add(
          "    "
              + entry.getSerialNumber().toString(16)
              + ": "
              + entry.getRevocationDate().toInstant()
              + (entry.getRevocationReason() == null
                  ? ""
                  : ", " + Crls.name(entry.getRevocationReason())));
    }
    return lines;
  }
}
