package org.yett.ike.eap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.bouncycastle.tls.crypto.TlsStreamSigner;
import org.yett.ike.crypto.Randomness;

/** One of our keys, as TLS wants it: it signs whole messages, not hashes. */
final class TlsSigner implements TlsCredentialedSigner {

  private final EapCredentials.TlsKey key;
  private final TlsSchemes.Choice choice;
  private final Randomness randomness;
  private final Certificate certificate;

  TlsSigner(
      TlsCrypto crypto,
      EapCredentials.TlsKey key,
      TlsSchemes.Choice choice,
      Randomness randomness,
      boolean tls13)
      throws IOException {
    this.key = key;
    this.choice = choice;
    this.randomness = randomness.scoped("tls-signature");
    this.certificate = certificate(crypto, tls13);
  }

  private Certificate certificate(TlsCrypto crypto, boolean tls13) throws IOException {
    CertificateEntry[] entries = new CertificateEntry[key.chain().size()];
    for (int i = 0; i < entries.length; i++) {
      TlsCertificate der = crypto.createCertificate(key.chain().get(i));
      entries[i] = new CertificateEntry(der, null);
    }
    return new Certificate(tls13 ? TlsUtils.EMPTY_BYTES : null, entries);
  }

  @Override
  public Certificate getCertificate() {
    return certificate;
  }

  @Override
  public byte[] generateRawSignature(byte[] hash) throws IOException {
    throw new TlsFatalAlert(AlertDescription.internal_error, "a hash to sign, not a message");
  }

  @Override
  public SignatureAndHashAlgorithm getSignatureAndHashAlgorithm() {
    return choice.tls();
  }

  @Override
  public TlsStreamSigner getStreamSigner() {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    return new TlsStreamSigner() {
      @Override
      public OutputStream getOutputStream() {
        return message;
      }

      @Override
      public byte[] getSignature() {
        return key.key().sign(choice.ours(), message.toByteArray(), randomness);
      }
    };
  }
}
