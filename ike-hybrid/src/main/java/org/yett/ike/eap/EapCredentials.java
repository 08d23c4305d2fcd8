package org.yett.ike.eap;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.yett.ike.config.EapIdentity;
import org.yett.ike.config.Identity;
import org.yett.ike.crypto.Secret;
import org.yett.ike.crypto.SigningKey;

/** What EAP methods ask of whoever keeps the secrets; only while a step is taken. */
public interface EapCredentials {

  /**
   * The password of a client, as client and as server.
   *
   * @param who the client
   * @return the UTF-8 octets, which the asker closes; empty if there is none
   */
  Optional<Secret> password(EapIdentity who);

  /**
   * The keys with certificates that TLS may use.
   *
   * @param credential under which name
   * @param ours for whom
   * @return preferred first
   */
  List<TlsKey> keys(String credential, Identity ours);

  /**
   * A private key and what tells whose it is.
   *
   * @param key the private key
   * @param chain X.509 certificates in DER, its own first; not empty
   */
  record TlsKey(SigningKey key, List<byte[]> chain) {
    /** Copies the list. */
    public TlsKey {
      chain = List.copyOf(chain);
    }
  }

  /**
   * Checks a chain.
   *
   * @param trust under which name it is said who is trusted
   * @param peer whom the first certificate has to be for
   * @param chain what the peer has sent, its own first
   * @param at the time for which validity is judged
   */
  Trusted check(String trust, Identity peer, List<byte[]> chain, Instant at);

  /** What a check gives. */
  sealed interface Trusted {}

  /**
   * These keys are the peer's.
   *
   * @param keys SubjectPublicKeyInfo in DER
   */
  record Keys(List<byte[]> keys) implements Trusted {
    /** Copies the list. */
    public Keys {
      keys = List.copyOf(keys);
    }
  }

  /**
   * The chain is not accepted.
   *
   * @param detail why, for our log alone
   */
  record NotTrusted(String detail) implements Trusted {}
}
