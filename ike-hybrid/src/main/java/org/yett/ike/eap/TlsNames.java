package org.yett.ike.eap;

import java.util.Optional;
import org.yett.ike.config.Identity;

/**
 * With which names TLS inside EAP works.
 *
 * @param credential names our keys
 * @param ours our identity
 * @param trust names whom we trust
 * @param peer whom the peer's certificate has to be for; empty for anybody whom the authorities
 *     vouch for
 */
public record TlsNames(String credential, Identity ours, String trust, Optional<Identity> peer) {}
