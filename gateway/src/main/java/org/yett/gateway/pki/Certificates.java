package org.yett.gateway.pki;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CRLException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;

/** Reads certificates, revocation lists, requests and public keys, in PEM or DER. */
public final class Certificates {

  private Certificates() {}

  /** All certificates of a file, in order. */
  public static List<X509Certificate> readAll(byte[] octets) throws PkiException {
    List<X509Certificate> certificates = new ArrayList<>();
    List<Pem.Block> blocks = Pem.blocks(octets);
    for (Pem.Block block : blocks) {
      switch (block.label()) {
        case "", "CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE" ->
            certificates.add(ofDer(block.der()));
        default -> {
          // A key beside it.
        }
      }
    }
    if (certificates.isEmpty()) {
      throw new PkiException(
          "no certificate in it; found " + blocks.stream().map(Pem.Block::label).toList());
    }
    return certificates;
  }

  /** The first certificate of a file. */
  public static X509Certificate read(byte[] octets) throws PkiException {
    return readAll(octets).getFirst();
  }

  /** A certificate from its encoding. */
  public static X509Certificate ofDer(byte[] der) throws PkiException {
    try {
      X509Certificate certificate =
          (X509Certificate) factory().generateCertificate(new ByteArrayInputStream(der));
      if (certificate == null) {
        throw new PkiException("no X.509 certificate");
      }
      return certificate;
    } catch (CertificateException | RuntimeException e) {
      throw new PkiException("a malformed X.509 certificate");
    }
  }

  /** The revocation lists of a file. */
  public static List<X509CRL> readCrls(byte[] octets) throws PkiException {
    List<X509CRL> lists = new ArrayList<>();
    for (Pem.Block block : Pem.blocks(octets)) {
      if (block.isBare() || block.label().equals("X509 CRL")) {
        try {
          X509CRL list = (X509CRL) factory().generateCRL(new ByteArrayInputStream(block.der()));
          if (list == null) {
            throw new PkiException("no X.509 CRL");
          }
          lists.add(list);
        } catch (CRLException | RuntimeException e) {
          throw new PkiException("a malformed X.509 CRL");
        }
      }
    }
    if (lists.isEmpty()) {
      throw new PkiException("no CRL in it");
    }
    return lists;
  }

  /** The certificate request of a file; its signature has been verified. */
  public static PKCS10CertificationRequest readRequest(byte[] octets) throws PkiException {
    for (Pem.Block block : Pem.blocks(octets)) {
      switch (block.label()) {
        case "", "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST" -> {
          try {
            PKCS10CertificationRequest request = new PKCS10CertificationRequest(block.der());
            SignatureAlgorithms.verify(request);
            return request;
          } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw new PkiException("a malformed PKCS#10 request");
          }
        }
        default -> {
          // Something else beside it.
        }
      }
    }
    throw new PkiException("no certificate request in it");
  }

  /** The public key of a file that holds one, or a certificate. */
  public static SubjectPublicKeyInfo readPublicKey(byte[] octets) throws PkiException {
    for (Pem.Block block : Pem.blocks(octets)) {
      switch (block.label()) {
        case "", "PUBLIC KEY" -> {
          try {
            SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(block.der());
            KeyType.of(info);
            return info;
          } catch (IllegalArgumentException | IllegalStateException e) {
            if (block.isBare()) {
              return keyOf(ofDer(block.der()));
            }
            throw new PkiException("a malformed public key");
          }
        }
        case "RSA PUBLIC KEY" -> {
          return rsa(block.der());
        }
        case "CERTIFICATE" -> {
          return keyOf(ofDer(block.der()));
        }
        default -> {
          // Something else beside it.
        }
      }
    }
    throw new PkiException("no public key in it");
  }

  private static SubjectPublicKeyInfo rsa(byte[] der) throws PkiException {
    try {
      SubjectPublicKeyInfo info =
          new SubjectPublicKeyInfo(
              new org.bouncycastle.asn1.x509.AlgorithmIdentifier(
                  org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers.rsaEncryption,
                  org.bouncycastle.asn1.DERNull.INSTANCE),
              org.bouncycastle.asn1.pkcs.RSAPublicKey.getInstance(der));
      KeyType.of(info);
      return info;
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      throw new PkiException("a malformed RSA public key");
    }
  }

  /** The public key of a certificate. */
  public static SubjectPublicKeyInfo keyOf(X509Certificate certificate) throws PkiException {
    return holder(certificate).getSubjectPublicKeyInfo();
  }

  /** The certificate for Bouncy Castle's own interfaces. */
  public static X509CertificateHolder holder(X509Certificate certificate) throws PkiException {
    try {
      return new X509CertificateHolder(certificate.getEncoded());
    } catch (IOException | CertificateEncodingException | RuntimeException e) {
      throw new PkiException("a malformed X.509 certificate");
    }
  }

  /** The encoding of a certificate. */
  public static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static CertificateFactory factory() throws PkiException {
    try {
      return CertificateFactory.getInstance("X.509", Bouncy.PROVIDER);
    } catch (CertificateException e) {
      throw new IllegalStateException(e);
    }
  }
}
