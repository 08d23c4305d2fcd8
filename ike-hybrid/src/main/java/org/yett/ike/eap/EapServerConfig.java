package org.yett.ike.eap;

import java.util.List;
import org.yett.ike.config.EapIdentity;
import org.yett.ike.config.EapIdentityPolicy;
import org.yett.spec.iana.EapType;

/**
 * An EAP server.
 *
 * @param claimed who the client is by its IDi
 * @param policy who the client may be in EAP
 * @param methods the methods that we offer, preferred first
 * @param alone whether nothing but EAP proves us (RFC 5998)
 * @param tls with which names TLS works; the peer in it is not looked at, since it is the client
 */
public record EapServerConfig(
    EapIdentity claimed,
    EapIdentityPolicy policy,
    List<EapType> methods,
    boolean alone,
    TlsNames tls) {
  /** Copies the list. */
  public EapServerConfig {
    methods = List.copyOf(methods);
  }

  /** The methods that may be used: all, or those that are safe alone. */
  List<EapType> allowed() {
    return methods.stream().filter(m -> !alone || EapMethods.isSafeAlone(m)).toList();
  }
}
