package org.yett.gateway.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.operator.ContentSigner;

/**
 * One who signs certificates and revocation lists.
 *
 * @param key the private key
 * @param certificate its certificate; none yet for one that signs its own
 */
public record Authority(PkiKey key, Optional<X509Certificate> certificate) {

  /** Octets of a serial number: as random as CAs have to make them. */
  private static final int SERIAL_OCTETS = 16;

  /**
   * Someone whose certificate belongs to the key.
   *
   * @throws PkiException if it does not, or may not sign
   */
  public static Authority of(PkiKey key, X509Certificate certificate) throws PkiException {
    byte[] theirs = encoded(Certificates.keyOf(certificate));
    if (!MessageDigest.isEqual(theirs, encoded(key.publicInfo()))) {
      throw new PkiException("the CA's private key does not belong to the CA's certificate");
    }
    if (certificate.getBasicConstraints() < 0) {
      throw new PkiException(
          "the certificate of '%s' is no CA's (no basicConstraints with CA)"
              .formatted(certificate.getSubjectX500Principal()));
    }
    return new Authority(key, Optional.of(certificate));
  }

  private static byte[] encoded(SubjectPublicKeyInfo info) throws PkiException {
    try {
      return info.getEncoded("DER");
    } catch (IOException e) {
      throw new PkiException("a malformed public key");
    }
  }

  /**
   * What a certificate says.
   *
   * @param subject whose it is
   * @param names its subjectAltNames
   * @param from begin of validity
   * @param until end of validity
   * @param serial the serial number; random without one
   * @param ca whether it may sign certificates
   * @param pathLength how many CAs may follow below
   * @param usages extended key usages: {@code serverAuth}, {@code clientAuth}, {@code
   *     ikeIntermediate}, {@code ipsecIKE}, {@code crlSign}, {@code ocspSigning}, or an OID
   * @param crlUris where its revocation list is
   * @param ocspUris where an OCSP responder answers for it
   */
  public record Content(
      X500Name subject,
      GeneralNames names,
      Instant from,
      Instant until,
      Optional<BigInteger> serial,
      boolean ca,
      Optional<Integer> pathLength,
      List<String> usages,
      List<String> crlUris,
      List<String> ocspUris) {
    public Content {
      usages = List.copyOf(usages);
      crlUris = List.copyOf(crlUris);
      ocspUris = List.copyOf(ocspUris);
    }
  }

  /**
   * How to sign.
   *
   * @param digest {@code sha256}, {@code sha384} or {@code sha512}; without one what fits the key
   * @param pss whether RSA signatures have PSS padding
   */
  public record Manner(Optional<String> digest, boolean pss) {
    /** What fits the key. */
    public static final Manner DEFAULT = new Manner(Optional.empty(), false);
  }

  private X500Name name(X500Name own) throws PkiException {
    return certificate.isPresent() ? Certificates.holder(certificate.get()).getSubject() : own;
  }

  /** Signs a certificate for a key. */
  public X509Certificate issue(
      SubjectPublicKeyInfo subjectKey, Content content, Manner manner, SecureRandom random)
      throws PkiException {
    KeyType.of(subjectKey);
    if (!content.from().isBefore(content.until())) {
      throw new PkiException("the certificate would end before it begins");
    }
    X509v3CertificateBuilder builder =
        new X509v3CertificateBuilder(
            name(content.subject()),
            content.serial().orElseGet(() -> serial(random)),
            Date.from(content.from()),
            Date.from(content.until()),
            content.subject(),
            subjectKey);
    try {
      addExtensions(builder, subjectKey, content);
      ContentSigner signer = SignatureAlgorithms.signer(key, manner.digest(), manner.pss(), random);
      return Certificates.ofDer(builder.build(signer).getEncoded());
    } catch (IOException e) {
      throw new PkiException("the certificate cannot be made: " + e.getMessage());
    }
  }

  private void addExtensions(
      X509v3CertificateBuilder builder, SubjectPublicKeyInfo subjectKey, Content content)
      throws IOException, PkiException {
    builder.addExtension(
        Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(KeyIds.ofKey(subjectKey)));
    if (certificate.isPresent()) {
      builder.addExtension(Extension.authorityKeyIdentifier, false, authorityKeyIdentifier());
    }
    if (content.ca()) {
      builder.addExtension(
          Extension.basicConstraints,
          true,
          content
              .pathLength()
              .map(BasicConstraints::new)
              .orElseGet(() -> new BasicConstraints(true)));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    } else if (content.usages().contains("crlSign")) {
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.cRLSign));
    } else {
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    }
    if (content.names().getNames().length > 0) {
      builder.addExtension(Extension.subjectAlternativeName, false, content.names());
    }
    List<KeyPurposeId> purposes = new ArrayList<>();
    for (String usage : content.usages()) {
      purpose(usage).ifPresent(purposes::add);
    }
    if (!purposes.isEmpty()) {
      builder.addExtension(
          Extension.extendedKeyUsage,
          false,
          new ExtendedKeyUsage(purposes.toArray(KeyPurposeId[]::new)));
    }
    if (!content.crlUris().isEmpty()) {
      builder.addExtension(Extension.cRLDistributionPoints, false, distribution(content.crlUris()));
    }
    if (!content.ocspUris().isEmpty()) {
      builder.addExtension(
          Extension.authorityInfoAccess,
          false,
          new DERSequence(
              content.ocspUris().stream()
                  .map(uri -> new AccessDescription(AccessDescription.id_ad_ocsp, uri(uri)))
                  .toArray(AccessDescription[]::new)));
    }
  }

  /** The issuer's key as the issuer's own certificate names it. */
  private AuthorityKeyIdentifier authorityKeyIdentifier() throws PkiException {
    Extension named =
        Certificates.holder(certificate.orElseThrow()).getExtension(Extension.subjectKeyIdentifier);
    return new AuthorityKeyIdentifier(
        named == null
            ? KeyIds.ofKey(key.publicInfo())
            : SubjectKeyIdentifier.getInstance(named.getParsedValue()).getKeyIdentifier());
  }

  private static GeneralName uri(String uri) {
    return new GeneralName(GeneralName.uniformResourceIdentifier, uri);
  }

  private static CRLDistPoint distribution(List<String> uris) {
    return new CRLDistPoint(
        uris.stream()
            .map(u ->
                new DistributionPoint(
                    new DistributionPointName(new GeneralNames(uri(u))), null, null))
            .toArray(DistributionPoint[]::new));
  }

  /** The extended key usage of a name; none for {@code crlSign}, which is a key usage. */
  static Optional<KeyPurposeId> purpose(String usage) throws PkiException {
    return switch (usage.toLowerCase(Locale.ROOT)) {
      case "serverauth" -> Optional.of(KeyPurposeId.id_kp_serverAuth);
      case "clientauth" -> Optional.of(KeyPurposeId.id_kp_clientAuth);
      case "ocspsigning" -> Optional.of(KeyPurposeId.id_kp_OCSPSigning);
      case "ikeintermediate" -> Optional.of(oid("1.3.6.1.5.5.8.2.2"));
      case "ipsecike" -> Optional.of(oid("1.3.6.1.5.5.7.3.17"));
      case "mssmartcardlogon" -> Optional.of(KeyPurposeId.id_kp_smartcardlogon);
      case "crlsign" -> Optional.empty();
      default -> {
        if (usage.matches("[0-2](\\.[0-9]+)+")) {
          yield Optional.of(oid(usage));
        }
        throw new PkiException(
            "unknown flag '"
                + usage
                + "': expected serverAuth, clientAuth, ikeIntermediate, ipsecIKE, crlSign,"
                + " ocspSigning, msSmartcardLogon or an OID");
      }
    };
  }

  private static KeyPurposeId oid(String oid) {
    return KeyPurposeId.getInstance(new ASN1ObjectIdentifier(oid));
  }

  private static BigInteger serial(SecureRandom random) {
    byte[] octets = new byte[SERIAL_OCTETS];
    random.nextBytes(octets);
    octets[0] = (byte) (octets[0] & 0x7f | 0x40);
    return new BigInteger(1, octets);
  }

  /**
   * A certificate that is revoked.
   *
   * @param serial its serial number
   * @param at since when
   * @param reason why (RFC 5280 5.3.1); 0 for no reason given
   */
  public record Revocation(BigInteger serial, Instant at, int reason) {}

  /**
   * Signs a revocation list.
   *
   * @param revoked what is new in it
   * @param last the list before it, whose entries it takes over
   * @param from when it is issued
   * @param until when the next one will be issued
   */
  public X509CRL signCrl(
      List<Revocation> revoked,
      Optional<X509CRL> last,
      Instant from,
      Instant until,
      Manner manner,
      SecureRandom random)
      throws PkiException {
    X509Certificate issuer =
        certificate.orElseThrow(() -> new PkiException("a revocation list needs a CA certificate"));
    X509v2CRLBuilder builder =
        new X509v2CRLBuilder(Certificates.holder(issuer).getSubject(), Date.from(from));
    builder.setNextUpdate(Date.from(until));
    BigInteger number = BigInteger.ONE;
    try {
      if (last.isPresent()) {
        if (!last.get().getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
          throw new PkiException("the last CRL was issued by another CA");
        }
        number = Crls.number(last.get()).orElse(BigInteger.ZERO).add(BigInteger.ONE);
        for (X509CRLEntry entry :
            Optional.ofNullable(last.get().getRevokedCertificates()).orElse(java.util.Set.of())) {
          int reason =
              entry.getRevocationReason() == null ? 0 : Crls.code(entry.getRevocationReason());
          builder.addCRLEntry(entry.getSerialNumber(), entry.getRevocationDate(), reason);
        }
      }
      for (Revocation one : revoked) {
        builder.addCRLEntry(one.serial(), Date.from(one.at()), one.reason());
      }
      builder.addExtension(Extension.authorityKeyIdentifier, false, authorityKeyIdentifier());
      builder.addExtension(Extension.cRLNumber, false, new CRLNumber(number));
      ContentSigner signer = SignatureAlgorithms.signer(key, manner.digest(), manner.pss(), random);
      return new JcaX509CRLConverter().setProvider(Bouncy.PROVIDER).getCRL(builder.build(signer));
    } catch (IOException | java.security.cert.CRLException e) {
      throw new PkiException("the revocation list cannot be made: " + e.getMessage());
    }
  }
}
