/**
 * Keys, certificates and revocation lists: reading what OpenSSL and strongSwan's {@code pki} write,
 * and making our own, for classical and for post-quantum signatures.
 */
package org.yett.gateway.pki;
