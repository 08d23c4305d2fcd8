package org.yett.gateway.credentials;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.yett.gateway.pki.Certificates;
import org.yett.gateway.pki.DistinguishedNames;
import org.yett.gateway.pki.KeyIds;
import org.yett.gateway.pki.PkiException;
import org.yett.gateway.pki.SubjectNames;
import org.yett.ike.config.Identity;
import org.yett.spec.Clause;
import org.yett.spec.iana.IdType;

/**
 * For which identities a certificate speaks: its subject as a distinguished name, its
 * subjectAltNames, its key's identifier (RFC 4945 3.1). A common name is no domain name, and names
 * of a certificate have no wildcards.
 */
public final class SubjectIdentities {

  private SubjectIdentities() {}

  /** Whether a certificate speaks for an identity. */
  @Clause("rfc7296:3.5")
  public static boolean has(X509Certificate certificate, Identity identity) {
    try {
      X509CertificateHolder holder = Certificates.holder(certificate);
      byte[] data = identity.data();
      if (identity.type().equals(IdType.DER_ASN1_DN)) {
        X500Name name = DistinguishedNames.ofDer(data);
        return name.getRDNs().length > 0 && hasName(holder, name);
      } else if (identity.type().equals(IdType.KEY_ID)) {
        return hasKeyId(holder, data);
      }
      for (GeneralName name : names(holder)) {
        if (matches(name, identity.type(), data)) {
          return true;
        }
      }
      return false;
    } catch (PkiException e) {
      return false;
    }
  }

  private static boolean hasName(X509CertificateHolder holder, X500Name wanted) {
    if (same(wanted, holder.getSubject())) {
      return true;
    }
    for (GeneralName name : names(holder)) {
      if (name.getTagNo() == GeneralName.directoryName
          && same(wanted, X500Name.getInstance(name.getName()))) {
        return true;
      }
    }
    return false;
  }

  /** The same name, and not one that a star makes fit. */
  private static boolean same(X500Name wanted, X500Name found) {
    return !DistinguishedNames.hasWildcard(wanted) && DistinguishedNames.matches(wanted, found);
  }

  private static boolean hasKeyId(X509CertificateHolder holder, byte[] id) {
    Extension named = holder.getExtension(Extension.subjectKeyIdentifier);
    return (named != null
            && Arrays.equals(
                SubjectKeyIdentifier.getInstance(named.getParsedValue()).getKeyIdentifier(), id))
        || MessageDigest.isEqual(KeyIds.ofKey(holder.getSubjectPublicKeyInfo()), id)
        || MessageDigest.isEqual(KeyIds.ofInfo(holder.getSubjectPublicKeyInfo()), id);
  }

  private static boolean matches(GeneralName name, IdType type, byte[] data) {
    if (type.equals(IdType.FQDN)) {
      return name.getTagNo() == GeneralName.dNSName && sameText(name, data);
    } else if (type.equals(IdType.RFC822_ADDR)) {
      return name.getTagNo() == GeneralName.rfc822Name && sameText(name, data);
    } else if (type.equals(IdType.IPV4_ADDR) || type.equals(IdType.IPV6_ADDR)) {
      return name.getTagNo() == GeneralName.iPAddress
          && Arrays.equals(ASN1OctetString.getInstance(name.getName()).getOctets(), data);
    } else if (type.equals(IdType.DER_ASN1_GN)) {
      try {
        return Arrays.equals(name.getEncoded("DER"), data);
      } catch (IOException e) {
        return false;
      }
    }
    return false;
  }

  private static boolean sameText(GeneralName name, byte[] data) {
    String wanted = new String(data, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    return name.getName().toString().toLowerCase(Locale.ROOT).equals(wanted);
  }

  private static GeneralName[] names(X509CertificateHolder holder) {
    Extensions extensions = holder.getExtensions();
    GeneralNames names =
        extensions == null
            ? null
            : GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName);
    return names == null ? new GeneralName[0] : names.getNames();
  }

  /** The subject as an identity: what is sent if nothing else was configured. */
  public static Identity subject(X509Certificate certificate) {
    return Identity.of(IdType.DER_ASN1_DN, certificate.getSubjectX500Principal().getEncoded());
  }

  /** All names of a certificate in words, for messages. */
  static String described(X509Certificate certificate) {
    try {
      X509CertificateHolder holder = Certificates.holder(certificate);
      List<String> all = new ArrayList<>();
      all.add("'" + DistinguishedNames.text(holder.getSubject()) + "'");
      for (GeneralName name : names(holder)) {
        all.add("'" + SubjectNames.text(name) + "'");
      }
      return String.join(", ", all);
    } catch (PkiException | RuntimeException e) {
      // RuntimeException: of a subjectAltName that is malformed.
      return "unreadable names";
    }
  }
}
