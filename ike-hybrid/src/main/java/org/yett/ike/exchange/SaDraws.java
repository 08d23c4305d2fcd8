package org.yett.ike.exchange;

import org.yett.ike.crypto.Purpose;
import org.yett.ike.crypto.RandomNeed;
import org.yett.ike.crypto.Randomness;
import org.yett.ike.crypto.Secret;
import org.yett.ike.wire.Octets;
import org.yett.spec.Clause;

/** What an IKE SA draws, each kind counted. */
final class SaDraws {

  private static final int COOKIE_LENGTH = 16;
  private static final int SEED_LENGTH = 32;

  private final Randomness randomness;
  private int links;
  private int keyExchanges;
  private int nonces;
  private int cookies;
  private int signatures;
  private int eapSessions;

  SaDraws(Randomness randomness) {
    this.randomness = randomness;
  }

  /** Data that the peer returns with its next IKE_FOLLOWUP_KE. */
  Octets link(int length) {
    return Octets.wrap(randomness.draw(Purpose.FOLLOWUP_LINK, links++, length));
  }

  /** Random octets for the next key exchange of this IKE SA. */
  @Clause("ikev2-mlkem-08:3/1")
  @Clause("ikev2-mlkem-08:3/2")
  Secret keyExchange(RandomNeed need) {
    return Secret.adopt(randomness.draw(need, keyExchanges++));
  }

  @Clause("rfc7296:3.9/2")
  byte[] nonce(int length) {
    return randomness.draw(Purpose.NONCE, nonces++, length);
  }

  /** Seed of the random octets of one signing job. */
  Secret signatureSeed() {
    return Secret.adopt(randomness.draw(Purpose.SIGNATURE_SEED, signatures++, SEED_LENGTH));
  }

  /** Seed of the random octets of one EAP session. */
  Secret eapSeed() {
    return Secret.adopt(randomness.draw(Purpose.EAP, eapSessions++, SEED_LENGTH));
  }

  /** Data of a COOKIE2, which nobody can foresee. */
  @Clause("rfc4555:4.2.5/3")
  Octets cookie() {
    return Octets.wrap(randomness.draw(Purpose.RETURN_ROUTABILITY, cookies++, COOKIE_LENGTH));
  }
}
