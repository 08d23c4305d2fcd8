package org.yett.gateway.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yett.gateway.config.settings.Setting;
import org.yett.gateway.config.settings.SettingsView;
import org.yett.ike.config.EapIdentity;
import org.yett.ike.config.EapIdentityPolicy;
import org.yett.ike.config.Identity;
import org.yett.ike.config.IdentityMatch;
import org.yett.ike.eap.EapMethods;
import org.yett.spec.iana.EapType;

/**
 * Reads what {@code local} and {@code remote} sections say about EAP: the method after {@code
 * eap-}, {@code eap_id} and {@code aaa_id}; and how EAP goes together with the rest.
 */
final class EapReader {

  private final Diagnostics diagnostics;

  EapReader(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** A method as configurations have it. */
  static String keyword(EapType method) {
    if (method.equals(EapType.TLS)) {
      return "eap-tls";
    } else if (method.equals(EapType.TTLS)) {
      return "eap-ttls";
    }
    return method.equals(EapType.MSCHAPV2) ? "eap-mschapv2" : "eap-md5";
  }

  /** Methods as people read them. */
  static String described(List<EapType> methods) {
    return methods.stream()
        .map(m -> m.equals(EapType.MD5_CHALLENGE) ? "eap-md5 (no key)" : keyword(m))
        .collect(Collectors.joining(" or ", "", ", classical"));
  }

  /** One method as strongSwan's vici has it: {@code EAP_TLS}. */
  static Optional<String> word(List<EapType> methods) {
    return methods.size() == 1
        ? Optional.of("EAP_" + keyword(methods.getFirst()).substring(4).toUpperCase(Locale.ROOT))
        : Optional.empty();
  }

  /** The methods of a name; empty if it is unknown. */
  static List<EapType> methods(String name) {
    return name.isEmpty()
        ? EapMethods.USUAL
        : EapMethods.ALL.stream().filter(m -> keyword(m).equals("eap-" + name)).toList();
  }

  /** What is expected in {@code auth}. */
  static String expected() {
    return "expected eap, "
        + EapMethods.ALL.stream().map(EapReader::keyword).collect(Collectors.joining(", "));
  }

  /** Who we are in EAP; empty after an error. */
  Optional<EapIdentity> identity(SettingsView round, Identity ours) {
    Optional<Setting> id = round.setting("eap_id");
    return id.isEmpty() || IdentityParser.isAny(id.get().value())
        ? Optional.of(EapIdentity.of(ours))
        : read(id.get());
  }

  private Optional<EapIdentity> read(Setting id) {
    try {
      Identity identity = IdentityParser.identity(id.value());
      return Optional.of(
          id.value().indexOf('=') >= 0
              ? EapIdentity.of(identity)
              : new EapIdentity(id.value(), identity));
    } catch (IdentityParser.BadIdentityException e) {
      diagnostics.error(id.valuePosition(), "'" + id.key() + "': " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Who a client may be in EAP; empty after an error. */
  Optional<EapIdentityPolicy> policy(SettingsView round) {
    Optional<Setting> id = round.setting("eap_id");
    if (id.isEmpty()) {
      return Optional.of(new EapIdentityPolicy.FromIkeIdentity());
    }
    return IdentityParser.isAny(id.get().value())
        ? Optional.of(new EapIdentityPolicy.Ask())
        : read(id.get()).map(EapIdentityPolicy.Fixed::new);
  }

  /** Whom the server's certificate in TLS has to be for, if that is said; an error is reported. */
  Optional<IdentityMatch> server(SettingsView round) {
    Optional<Setting> id = round.setting("aaa_id");
    try {
      return id.isEmpty() ? Optional.empty() : Optional.of(IdentityParser.match(id.get().value()));
    } catch (IdentityParser.BadIdentityException e) {
      diagnostics.error(id.orElseThrow().valuePosition(), "'aaa_id': " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Whether EAP of a connection goes together with the rest of it; what does not is reported. */
  boolean check(
      SettingsView section, List<LocalAuthSettings> local, List<RemoteAuthSettings> remote) {
    List<LocalAuthSettings.Eap> ours =
        local.stream()
            .filter(LocalAuthSettings.Eap.class::isInstance)
            .map(LocalAuthSettings.Eap.class::cast)
            .toList();
    List<RemoteAuthSettings.Eap> peers =
        remote.stream()
            .filter(RemoteAuthSettings.Eap.class::isInstance)
            .map(RemoteAuthSettings.Eap.class::cast)
            .toList();
    if (ours.isEmpty() && peers.isEmpty()) {
      return true;
    }
    Optional<String> problem = Optional.empty();
    if (local.size() > 1 || remote.size() > 1) {
      problem = Optional.of("EAP is the only round of an end: expected one local and one remote");
    } else if (peers.isEmpty() && !(remote.getFirst() instanceof RemoteAuthSettings.Pubkey)) {
      problem =
          Optional.of(
              "where we authenticate by EAP, the peer does so by signature or by EAP: expected auth"
                  + " = pubkey or auth = eap-tls in remote");
    } else if (ours.isEmpty() && !(local.getFirst() instanceof LocalAuthSettings.Pubkey)) {
      problem =
          Optional.of(
              "where the peer authenticates by EAP, we do so by signature or by EAP: expected auth"
                  + " = pubkey or auth = eap-tls in local");
    } else if (!ours.isEmpty()
        && !peers.isEmpty()
        && ours.getFirst().methods().stream().noneMatch(EapMethods::isSafeAlone)) {
      problem =
          Optional.of(
              keyword(ours.getFirst().methods().getFirst())
                  + " is not safe where nothing but EAP proves the responder (RFC 5998 4):"
                  + " expected eap-tls or eap-ttls, or a signature at one end (auth = pubkey)");
    }
    problem.ifPresent(text ->
        diagnostics.error(section.position(), "connection '" + section.name() + "': " + text));
    return problem.isEmpty();
  }
}
