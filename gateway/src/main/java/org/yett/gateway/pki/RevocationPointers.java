package org.yett.gateway.pki;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** Where a certificate says that one can learn whether it has been revoked. */
public final class RevocationPointers {

  private RevocationPointers() {}

  /** URIs of its revocation lists. */
  public static List<String> crlUris(X509Certificate certificate) throws PkiException {
    List<String> uris = new ArrayList<>();
    byte[] value = certificate.getExtensionValue("2.5.29.31");
    try {
      if (value != null) {
        for (DistributionPoint point :
            CRLDistPoint.getInstance(ASN1OctetString.getInstance(value).getOctets())
                .getDistributionPoints()) {
          DistributionPointName name = point.getDistributionPoint();
          // One that covers some reasons alone, or another issuer's list, tells less.
          if (name != null
              && name.getType() == DistributionPointName.FULL_NAME
              && point.getReasons() == null
              && point.getCRLIssuer() == null) {
            addUris(GeneralNames.getInstance(name.getName()).getNames(), uris);
          }
        }
      }
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new PkiException("a malformed cRLDistributionPoints");
    }
    return uris;
  }

  /** URIs of its OCSP responders. */
  public static List<String> ocspUris(X509Certificate certificate) throws PkiException {
    List<String> uris = new ArrayList<>();
    byte[] value = certificate.getExtensionValue("1.3.6.1.5.5.7.1.1");
    try {
      if (value != null) {
        for (AccessDescription access :
            AuthorityInformationAccess.getInstance(ASN1OctetString.getInstance(value).getOctets())
                .getAccessDescriptions()) {
          if (access.getAccessMethod().equals(AccessDescription.id_ad_ocsp)) {
            addUris(new GeneralName[] {access.getAccessLocation()}, uris);
          }
        }
      }
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new PkiException("a malformed authorityInfoAccess");
    }
    return uris;
  }

  private static void addUris(GeneralName[] names, List<String> uris) {
    for (GeneralName name : names) {
      if (name.getTagNo() == GeneralName.uniformResourceIdentifier) {
        uris.add(name.getName().toString());
      }
    }
  }
}
