package org.yett.ike.crypto;

import org.bouncycastle.tls.crypto.TlsCrypto;
import org.bouncycastle.tls.crypto.TlsNonceGenerator;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** Cryptography for TLS inside EAP whose every random octet is labelled. */
public final class TlsPrimitives {

  private TlsPrimitives() {}

  /**
   * Cryptography of one TLS connection.
   *
   * @param randomness of this connection alone: drawn under {@link Purpose#EAP}
   */
  public static TlsCrypto of(Randomness randomness) {
    return new Labelled(
        new LabelledSecureRandom(randomness.scoped("tls"), Purpose.EAP, 0),
        randomness.scoped("tls-nonces"));
  }

  private static final class Labelled extends BcTlsCrypto {

    private final Randomness nonces;
    private int generators;

    Labelled(LabelledSecureRandom random, Randomness nonces) {
      super(random);
      this.nonces = nonces;
    }

    /** The library would stir in the time: what is drawn has to depend on the randomness alone. */
    @Override
    public TlsNonceGenerator createNonceGenerator(byte[] additionalSeedMaterial) {
      Randomness own = nonces.scoped("generator-" + generators++);
      return new TlsNonceGenerator() {
        private int next;

        @Override
        public byte[] generateNonce(int size) {
          return own.draw(Purpose.EAP, next++, size);
        }
      };
    }
  }
}
