package org.yett.gateway.vici;

import java.security.cert.X509Certificate;
import java.util.List;
import org.yett.gateway.config.AuthSettings;
import org.yett.gateway.config.LocalAuthSettings;
import org.yett.gateway.config.RemoteAuthSettings;
import org.yett.gateway.credentials.RevocationPolicy;
import org.yett.gateway.pki.Certificates;
import org.yett.gateway.pki.DistinguishedNames;
import org.yett.gateway.pki.PkiException;
import org.yett.ike.config.EapIdentity;
import org.yett.ike.config.EapIdentityPolicy;

/** How a connection authenticates, as {@code list-conns} tells it. */
final class AuthMessages {

  private AuthMessages() {}

  static void add(ViciMessage.Builder to, AuthSettings auth) {
    int round = 1;
    for (LocalAuthSettings local : auth.local()) {
      to.section("local-" + round++, b -> add(b, local));
    }
    round = 1;
    for (RemoteAuthSettings remote : auth.remote()) {
      to.section("remote-" + round++, b -> add(b, remote));
    }
  }

  private static void add(ViciMessage.Builder b, LocalAuthSettings local) {
    switch (local) {
      case LocalAuthSettings.Psk psk -> b.put("class", "pre-shared key");
      case LocalAuthSettings.Null none -> b.put("class", "null");
      case LocalAuthSettings.Pubkey pubkey -> {
        b.put("class", "public key");
        names(b, "certs", pubkey.certificates());
      }
      case LocalAuthSettings.Eap eap -> {
        b.put("class", "EAP");
        eap.method().ifPresent(method -> b.put("eap-type", method));
        b.put("eap_id", eap.eapIdentity().name());
        eap.server().ifPresent(server -> b.put("aaa_id", server.toString()));
        names(b, "certs", eap.tls().certificates());
      }
    }
    b.put("id", local.identity().toString());
  }

  private static void add(ViciMessage.Builder b, RemoteAuthSettings remote) {
    switch (remote) {
      case RemoteAuthSettings.Psk psk -> b.put("class", "pre-shared key");
      case RemoteAuthSettings.Null none -> b.put("class", "null");
      case RemoteAuthSettings.Pubkey pubkey -> {
        b.put("class", "public key");
        if (pubkey.trust().revocation() != RevocationPolicy.RELAXED) {
          b.put(
              "revocation", pubkey.trust().revocation().name().toLowerCase(java.util.Locale.ROOT));
        }
        names(b, "certs", pubkey.trust().certificates());
        names(b, "cacerts", pubkey.trust().authorities());
      }
      case RemoteAuthSettings.Eap eap -> {
        b.put("class", "EAP");
        eap.method().ifPresent(method -> b.put("eap-type", method));
        switch (eap.eapIdentity()) {
          case EapIdentityPolicy.FromIkeIdentity none -> {}
          case EapIdentityPolicy.Ask any -> b.put("eap_id", "%any");
          case EapIdentityPolicy.Fixed(EapIdentity fixed) -> b.put("eap_id", fixed.name());
        }
        names(b, "certs", eap.keys().trust().certificates());
        names(b, "cacerts", eap.keys().trust().authorities());
      }
    }
    b.put("id", remote.identity().toString());
  }

  private static void names(ViciMessage.Builder b, String key, List<X509Certificate> certificates) {
    if (!certificates.isEmpty()) {
      b.list(key, certificates.stream().map(AuthMessages::name).toList());
    }
  }

  private static String name(X509Certificate certificate) {
    try {
      return DistinguishedNames.text(Certificates.holder(certificate).getSubject());
    } catch (PkiException e) {
      return "";
    }
  }
}
