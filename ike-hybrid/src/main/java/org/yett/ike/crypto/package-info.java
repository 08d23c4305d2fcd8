/**
 * Cryptographic primitives as IKEv2 uses them: key exchange methods, pseudorandom functions,
 * integrity and encryption algorithms, labelled randomness and secrets.
 *
 * <p>Everything here is a function of its arguments. Random octets come in explicitly, drawn
 * through {@link org.yett.ike.crypto.Randomness} under a {@link org.yett.ike.crypto.Purpose}; what
 * a peer sends and gets wrong comes back as a typed value, never as an exception.
 */
package org.yett.ike.crypto;
