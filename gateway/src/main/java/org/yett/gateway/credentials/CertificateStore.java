package org.yett.gateway.credentials;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;

/** Certificates and lists that are loaded. */
public interface CertificateStore {

  /** Trusted authorities. */
  List<X509Certificate> authorities();

  /** Other certificates: our own, peers', intermediate ones. */
  List<X509Certificate> certificates();

  /** Revocation lists; whether they are genuine is not known. */
  List<X509CRL> revocationLists();

  /** Where authorities' lists are. */
  List<AuthorityPoints> points();
}
