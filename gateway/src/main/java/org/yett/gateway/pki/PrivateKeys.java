package org.yett.gateway.pki;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfoBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;

/**
 * Reads and writes private keys: PKCS#8 plain and encrypted, PKCS#1 and SEC 1, each in PEM or DER,
 * and PEM that OpenSSL encrypted in its older way.
 */
public final class PrivateKeys {

  /** Iterations of PBKDF2 over HMAC-SHA-256, as is advised for passwords today. */
  private static final int ITERATIONS = 600_000;

  private static final String NO_PASSPHRASE =
      "the private key is encrypted, and there is no passphrase for it";
  private static final String WRONG_PASSPHRASE =
      "the private key cannot be decrypted: expected the passphrase it was encrypted with";

  private PrivateKeys() {}

  /** Whether a file holds an encrypted key, so that it takes a passphrase to read it. */
  public static boolean isEncrypted(byte[] octets) throws PkiException {
    for (Pem.Block block : Pem.blocks(octets)) {
      if (block.label().equals("ENCRYPTED PRIVATE KEY")
          || block.headers().containsKey("DEK-Info")) {
        return true;
      }
      if (block.isBare()) {
        return isEncryptedDer(block.der());
      }
    }
    return false;
  }

  /**
   * Reads the key of a file.
   *
   * @param octets the file
   * @param passphrase what to decrypt it with; stays with the caller
   */
  public static PkiKey read(byte[] octets, Optional<char[]> passphrase) throws PkiException {
    List<Pem.Block> blocks = Pem.blocks(octets);
    for (Pem.Block block : blocks) {
      if (block.isBare()) {
        return PkiKey.of(ofDer(block.der(), passphrase));
      }
      switch (block.label()) {
        case "PRIVATE KEY", "ENCRYPTED PRIVATE KEY" -> {
          return PkiKey.of(ofDer(block.der(), passphrase));
        }
        case "RSA PRIVATE KEY", "EC PRIVATE KEY" -> {
          return PkiKey.of(traditional(octets, block, passphrase));
        }
        default -> {
          // EC PARAMETERS before the key, a certificate beside it.
        }
      }
    }
    throw new PkiException(
        "no private key in it; found " + blocks.stream().map(Pem.Block::label).distinct().toList());
  }

  private static PrivateKeyInfo traditional(
      byte[] octets, Pem.Block block, Optional<char[]> passphrase) throws PkiException {
    if (!block.headers().containsKey("DEK-Info")) {
      return ofDer(block.der(), passphrase);
    }
    char[] secret = passphrase.orElseThrow(() -> new PkiException(NO_PASSPHRASE));
    try (PEMParser parser =
        new PEMParser(
            new InputStreamReader(new ByteArrayInputStream(octets), StandardCharsets.ISO_8859_1))) {
      for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
        if (object instanceof PEMEncryptedKeyPair encrypted) {
          PEMKeyPair pair =
              encrypted.decryptKeyPair(
                  new JcePEMDecryptorProviderBuilder()
                      .setProvider(Bouncy.PROVIDER)
                      .build(secret.clone()));
          return pair.getPrivateKeyInfo();
        }
      }
    } catch (PEMException e) {
      throw new PkiException(WRONG_PASSPHRASE);
    } catch (IOException | RuntimeException e) {
      throw new PkiException("damaged PEM, or another passphrase");
    }
    throw new PkiException("no private key in it");
  }

  private static PrivateKeyInfo ofDer(byte[] der, Optional<char[]> passphrase) throws PkiException {
    ASN1Sequence sequence = sequence(der);
    try {
      if (isEncrypted(sequence)) {
        return decrypt(
            EncryptedPrivateKeyInfo.getInstance(sequence),
            passphrase.orElseThrow(() -> new PkiException(NO_PASSPHRASE)));
      }
      if (sequence.size() >= 9) {
        return new PrivateKeyInfo(
            new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
            RSAPrivateKey.getInstance(sequence));
      }
      if (sequence.size() >= 2
          && sequence.getObjectAt(1) instanceof org.bouncycastle.asn1.ASN1OctetString) {
        ECPrivateKey key = ECPrivateKey.getInstance(sequence);
        if (!(key.getParametersObject() instanceof ASN1ObjectIdentifier curve)) {
          throw new PkiException("an EC key that does not name its curve");
        }
        return new PrivateKeyInfo(
            new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve), key);
      }
      return PrivateKeyInfo.getInstance(sequence);
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      throw new PkiException("no private key in it, or a malformed one");
    }
  }

  private static boolean isEncryptedDer(byte[] der) throws PkiException {
    return isEncrypted(sequence(der));
  }

  private static boolean isEncrypted(ASN1Sequence sequence) {
    return sequence.size() == 2
        && sequence.getObjectAt(0) instanceof ASN1Sequence
        && sequence.getObjectAt(1) instanceof org.bouncycastle.asn1.ASN1OctetString;
  }

  private static ASN1Sequence sequence(byte[] der) throws PkiException {
    try {
      return ASN1Sequence.getInstance(der);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new PkiException("damaged DER");
    }
  }

  private static PrivateKeyInfo decrypt(EncryptedPrivateKeyInfo encrypted, char[] passphrase)
      throws PkiException {
    try {
      return new PKCS8EncryptedPrivateKeyInfo(encrypted)
          .decryptPrivateKeyInfo(
              new JcePKCSPBEInputDecryptorProviderBuilder()
                  .setProvider(Bouncy.PROVIDER)
                  .build(passphrase.clone()));
    } catch (PKCSException | RuntimeException e) {
      throw new PkiException(WRONG_PASSPHRASE);
    }
  }

  /**
   * Writes a key as PKCS#8.
   *
   * @param pem as text, else DER
   * @param passphrase encrypts it by AES-256-CBC under PBKDF2; stays with the caller
   */
  public static byte[] write(
      PkiKey key, boolean pem, Optional<char[]> passphrase, SecureRandom random)
      throws PkiException {
    try {
      if (passphrase.isEmpty()) {
        byte[] der = key.info().getEncoded("DER");
        return pem ? Pem.write("PRIVATE KEY", der) : der;
      }
      OutputEncryptor encryptor =
          new JcePKCSPBEOutputEncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
              .setPRF(
                  new AlgorithmIdentifier(
                      PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE))
              .setIterationCount(ITERATIONS)
              .setRandom(random)
              .setProvider(Bouncy.PROVIDER)
              .build(passphrase.get().clone());
      byte[] der =
          new PKCS8EncryptedPrivateKeyInfoBuilder(key.info()).build(encryptor).getEncoded();
      return pem ? Pem.write("ENCRYPTED PRIVATE KEY", der) : der;
    } catch (IOException | OperatorCreationException e) {
      throw new PkiException("the private key cannot be encrypted: " + e.getMessage());
    }
  }
}
