package org.yett.ike.auth;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.yett.ike.crypto.SignatureScheme;
import org.yett.spec.Clause;
import org.yett.spec.iana.AuthMethod;

/** Authentication Data of an AUTH payload with a signature. */
public final class SignatureData {

  private SignatureData() {}

  /** What the data of method 14 says. */
  public sealed interface Parsed {}

  /**
   * A signature.
   *
   * @param scheme by which scheme
   * @param signature the signature alone
   */
  public record Signed(SignatureScheme scheme, byte[] signature) implements Parsed {}

  /**
   * The algorithm is none that we have.
   *
   * @param algorithm its OID with its parameters in hexadecimal, or the whole in hexadecimal
   */
  public record UnknownAlgorithm(String algorithm) implements Parsed {}

  /** No AlgorithmIdentifier, or no signature after it. */
  public record Malformed() implements Parsed {}

  /**
   * The data of method 14: ASN.1 Length, AlgorithmIdentifier, signature.
   *
   * @param signature the signature alone
   */
  @Clause("rfc7427:3")
  public static byte[] digitalSignature(SignatureScheme scheme, byte[] signature) {
    byte[] algorithm = scheme.algorithmIdentifier();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(algorithm.length);
    out.writeBytes(algorithm);
    out.writeBytes(signature);
    return out.toByteArray();
  }

  /** Reads the data of method 14. */
  @Clause("rfc7427:3")
  public static Parsed parse(byte[] data) {
    int length = data.length == 0 ? 0 : data[0] & 0xff;
    if (length == 0 || data.length <= 1 + length) {
      return new Malformed();
    }
    byte[] algorithm = Arrays.copyOfRange(data, 1, 1 + length);
    byte[] signature = Arrays.copyOfRange(data, 1 + length, data.length);
    return scheme(algorithm)
        .<Parsed>map(scheme -> new Signed(scheme, signature))
        .orElseGet(() -> new UnknownAlgorithm(describe(algorithm)));
  }

  /**
   * The scheme that an AlgorithmIdentifier names, in any of its encodings: parameters that are NULL
   * or absent, and RSASSA-PSS with or without the default trailer field.
   *
   * @param algorithmIdentifier in DER
   * @return empty if it is malformed or names none of ours; the salt of RSASSA-PSS has to be as
   *     long as the hash
   */
  @Clause("rfc7427:A.4.3")
  public static Optional<SignatureScheme> scheme(byte[] algorithmIdentifier) {
    Optional<SignatureScheme> exact = SignatureScheme.of(algorithmIdentifier);
    if (exact.isPresent()) {
      return exact;
    }
    try {
      AlgorithmIdentifier parsed = AlgorithmIdentifier.getInstance(algorithmIdentifier);
      if (parsed.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
        return pss(RSASSAPSSparams.getInstance(parsed.getParameters()));
      }
      boolean plain =
          parsed.getParameters() == null
              || DERNull.INSTANCE.equals(parsed.getParameters().toASN1Primitive());
      return plain
          ? Stream.of(SignatureScheme.values())
              .filter(s -> oid(s).equals(parsed.getAlgorithm().getId()))
              .findFirst()
          : Optional.empty();
    } catch (RuntimeException e) {
      // What the library throws for octets that are no AlgorithmIdentifier.
      return Optional.empty();
    }
  }

  private static String oid(SignatureScheme scheme) {
    return AlgorithmIdentifier.getInstance(scheme.algorithmIdentifier()).getAlgorithm().getId();
  }

  private static Optional<SignatureScheme> pss(RSASSAPSSparams received) {
    for (SignatureScheme scheme : SignatureScheme.values()) {
      if (scheme.family() == SignatureScheme.Family.RSA_PSS) {
        RSASSAPSSparams ours =
            RSASSAPSSparams.getInstance(
                AlgorithmIdentifier.getInstance(scheme.algorithmIdentifier()).getParameters());
        if (sameHash(ours.getHashAlgorithm(), received.getHashAlgorithm())
            && received.getMaskGenAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.id_mgf1)
            && sameHash(
                AlgorithmIdentifier.getInstance(ours.getMaskGenAlgorithm().getParameters()),
                AlgorithmIdentifier.getInstance(received.getMaskGenAlgorithm().getParameters()))
            && ours.getSaltLength().equals(received.getSaltLength())
            && received.getTrailerField().equals(BigInteger.ONE)) {
          return Optional.of(scheme);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean sameHash(AlgorithmIdentifier ours, AlgorithmIdentifier received) {
    return ours.getAlgorithm().equals(received.getAlgorithm());
  }

  private static String describe(byte[] algorithmIdentifier) {
    try {
      AlgorithmIdentifier parsed = AlgorithmIdentifier.getInstance(algorithmIdentifier);
      String parameters =
          parsed.getParameters() == null
              ? ""
              : " "
                  + HexFormat.of()
                      .formatHex(parsed.getParameters().toASN1Primitive().getEncoded("DER"));
      return parsed.getAlgorithm().getId() + parameters;
    } catch (IOException | RuntimeException e) {
      return HexFormat.of().formatHex(algorithmIdentifier);
    }
  }

  // The older methods.

  /**
   * The schemes that an older method may mean when a signature is verified: RSASSA-PKCS1-v1_5 tells
   * its hash inside the signature.
   */
  @Clause("rfc7296:3.8")
  public static List<SignatureScheme> schemesOf(AuthMethod older) {
    if (older.equals(AuthMethod.RSA_SIGNATURE)) {
      return List.of(
          SignatureScheme.RSA_PKCS1_SHA1,
          SignatureScheme.RSA_PKCS1_SHA256,
          SignatureScheme.RSA_PKCS1_SHA384,
          SignatureScheme.RSA_PKCS1_SHA512);
    } else if (older.equals(AuthMethod.ECDSA_SHA256_P256)) {
      return List.of(SignatureScheme.ECDSA_SHA256);
    } else if (older.equals(AuthMethod.ECDSA_SHA384_P384)) {
      return List.of(SignatureScheme.ECDSA_SHA384);
    } else if (older.equals(AuthMethod.ECDSA_SHA512_P521)) {
      return List.of(SignatureScheme.ECDSA_SHA512);
    }
    return List.of();
  }

  /** Octets of r, and of s, in the data of an older ECDSA method; 0 for any other method. */
  private static int coordinate(AuthMethod older) {
    if (older.equals(AuthMethod.ECDSA_SHA256_P256)) {
      return 32;
    } else if (older.equals(AuthMethod.ECDSA_SHA384_P384)) {
      return 48;
    }
    return older.equals(AuthMethod.ECDSA_SHA512_P521) ? 66 : 0;
  }

  /**
   * The data of an older method: for ECDSA r and s one after the other (RFC 4754 3).
   *
   * @param signature as the Digital Signature method has it
   */
  public static byte[] older(AuthMethod method, byte[] signature) {
    int length = coordinate(method);
    if (length == 0) {
      return signature.clone();
    }
    ASN1Sequence both = ASN1Sequence.getInstance(signature);
    byte[] data = new byte[2 * length];
    for (int i = 0; i < 2; i++) {
      byte[] value = ASN1Integer.getInstance(both.getObjectAt(i)).getPositiveValue().toByteArray();
      int skip = value.length > length ? value.length - length : 0;
      System.arraycopy(
          value, skip, data, (i + 1) * length - (value.length - skip), value.length - skip);
    }
    return data;
  }

  /**
   * The signature of an older method as the Digital Signature method has it.
   *
   * @return empty if it is not as long as it has to be
   */
  public static Optional<byte[]> fromOlder(AuthMethod method, byte[] data) {
    int length = coordinate(method);
    if (length == 0) {
      return Optional.of(data.clone());
    } else if (data.length != 2 * length) {
      return Optional.empty();
    }
    ASN1Primitive both =
        new DERSequence(
            new ASN1Integer[] {
              new ASN1Integer(new BigInteger(1, Arrays.copyOf(data, length))),
              new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(data, length, 2 * length)))
            });
    try {
      return Optional.of(both.getEncoded("DER"));
    } catch (IOException e) {
      throw new IllegalStateException("two integers cannot be encoded", e);
    }
  }
}
