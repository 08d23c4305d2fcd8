package org.yett.ike.eap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.yett.ike.crypto.DeterministicRandomness;
import org.yett.ike.crypto.KeyKind;
import org.yett.ike.crypto.KeyParse;
import org.yett.ike.crypto.Pkcs8Key;
import org.yett.ike.crypto.Secret;
import org.yett.ike.crypto.SignatureScheme;
import org.yett.ike.crypto.SigningKey;

/** Keys with certificates that nobody but themselves has signed. */
public final class TestCertificates {

  private static final Map<String, EapCredentials.TlsKey> MADE = new HashMap<>();

  private TestCertificates() {}

  /** A key of a kind with a certificate for a name, the same for the same arguments. */
  public static synchronized EapCredentials.TlsKey of(String name, KeyKind kind) {
    return MADE.computeIfAbsent(name + kind, k -> make(name, kind));
  }

  private static EapCredentials.TlsKey make(String name, KeyKind kind) {
    DeterministicRandomness seed = DeterministicRandomness.ofSeed(500L + kind.ordinal());
    SigningKey key;
    try (Secret pkcs8 = kind.generate(seed.scoped(name))) {
      key =
          switch (pkcs8.<KeyParse<SigningKey>>lend(Pkcs8Key::of)) {
            case KeyParse.Ok<SigningKey>(SigningKey ok) -> ok;
            case KeyParse.Bad<SigningKey>(String reason) -> throw new AssertionError(reason);
          };
    }
    SignatureScheme scheme =
        switch (kind) {
          case ECDSA_P256 -> SignatureScheme.ECDSA_SHA256;
          case ECDSA_P384 -> SignatureScheme.ECDSA_SHA384;
          case RSA_2048, RSA_3072 -> SignatureScheme.RSA_PKCS1_SHA256;
          default -> key.schemes().getFirst();
        };
    try {
      X500Name subject = new X500Name("CN=" + name);
      AlgorithmIdentifier algorithm = AlgorithmIdentifier.getInstance(scheme.algorithmIdentifier());
      V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
      generator.setSerialNumber(new ASN1Integer(1));
      generator.setIssuer(subject);
      generator.setSubject(subject);
      generator.setStartDate(new Time(Date.from(Instant.EPOCH)));
      generator.setEndDate(new Time(Date.from(Instant.parse("2049-01-01T00:00:00Z"))));
      generator.setSignature(algorithm);
      generator.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(key.publicKey()));
      TBSCertificate body = generator.generateTBSCertificate();
      ASN1EncodableVector parts = new ASN1EncodableVector();
      parts.add(body);
      parts.add(algorithm);
      parts.add(new DERBitString(key.sign(scheme, body.getEncoded("DER"), seed.scoped("sign"))));
      return new EapCredentials.TlsKey(key, List.of(new DERSequence(parts).getEncoded("DER")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
