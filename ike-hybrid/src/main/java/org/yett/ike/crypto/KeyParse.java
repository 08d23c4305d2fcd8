package org.yett.ike.crypto;

/**
 * What reading the octets of a key gives.
 *
 * @param <K> the kind of key
 */
public sealed interface KeyParse<K> {

  /**
   * The key.
   *
   * @param key the key
   * @param <K> the kind of key
   */
  record Ok<K>(K key) implements KeyParse<K> {}

  /**
   * It is no such key, or one that we do not take.
   *
   * @param reason why, without anything of a private key in it
   * @param <K> the kind of key that was expected
   */
  record Bad<K>(String reason) implements KeyParse<K> {}
}
