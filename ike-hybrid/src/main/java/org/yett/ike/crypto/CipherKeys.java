package org.yett.ike.crypto;

/**
 * The keys of one direction, lent by whoever closes them.
 *
 * @param encryption SK_ei or SK_er: the key, and after it the salt of an AEAD cipher
 * @param integrity SK_ai or SK_ar; empty for an AEAD cipher
 */
public record CipherKeys(Secret encryption, Secret integrity) {}
