package org.yett.ike.eap;

import java.util.List;
import org.yett.ike.config.EapIdentity;
import org.yett.spec.iana.EapType;

/**
 * An EAP client.
 *
 * @param identity who we are
 * @param methods the methods that we take, preferred first
 * @param alone whether nothing but EAP proves the server (RFC 5998)
 * @param tls with which names TLS works
 */
public record EapPeerConfig(
    EapIdentity identity, List<EapType> methods, boolean alone, TlsNames tls) {
  /** Copies the list. */
  public EapPeerConfig {
    methods = List.copyOf(methods);
  }

  /** The methods that may be used: all, or those that are safe alone. */
  List<EapType> allowed() {
    return methods.stream().filter(m -> !alone || EapMethods.isSafeAlone(m)).toList();
  }
}
