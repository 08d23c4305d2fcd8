/**
 * Whom to trust and with what to sign: certificates, chains, revocation, raw public keys, and which
 * identity a certificate speaks for.
 */
package org.yett.gateway.credentials;
