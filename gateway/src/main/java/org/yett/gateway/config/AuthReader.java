package org.yett.gateway.config;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.yett.gateway.config.settings.Setting;
import org.yett.gateway.config.settings.SettingsView;
import org.yett.gateway.credentials.ChainStrength;
import org.yett.gateway.credentials.RevocationPolicy;
import org.yett.gateway.credentials.SubjectIdentities;
import org.yett.gateway.credentials.Trust;
import org.yett.ike.config.Identity;
import org.yett.ike.config.IdentityMatch;
import org.yett.ike.config.LocalAuth.SendCertificates;
import org.yett.ike.config.PpkConfig;
import org.yett.ike.config.TranscriptPolicy;
import org.yett.ike.crypto.SignatureScheme;

/**
 * Reads how the ends of a connection authenticate: its sections {@code local*} and {@code remote*},
 * in rounds (RFC 4739), and what the connection says about certificates and PPKs.
 */
final class AuthReader {

  private final Diagnostics diagnostics;
  private final CredentialFiles files;
  private final PolicySettings policy;

  AuthReader(Diagnostics diagnostics, CredentialFiles files, PolicySettings policy) {
    this.diagnostics = diagnostics;
    this.files = files;
    this.policy = policy;
  }

  /** Empty if there are errors, which have been reported. */
  Optional<AuthSettings> read(SettingsView section, List<AddressSpec> addresses) {
    Values values = new Values(section);
    List<SettingsView> localSections = rounds(section, "local");
    List<SettingsView> remoteSections = rounds(section, "remote");
    List<LocalAuthSettings> local = new ArrayList<>();
    for (SettingsView round : localSections) {
      local(round, addresses).ifPresent(local::add);
    }
    List<RemoteAuthSettings> remote = new ArrayList<>();
    for (SettingsView round : remoteSections) {
      remote(round).ifPresent(remote::add);
    }
    if (local.isEmpty()
        || remote.isEmpty()
        || local.size() < localSections.size()
        || remote.size() < remoteSections.size()) {
      return Optional.empty();
    }
    if (!new EapReader(diagnostics).check(section, local, remote)) {
      return Optional.empty();
    }
    return Optional.of(
        new AuthSettings(
            local,
            remote,
            switch (values.text("send_cert").orElse("ifasked").toLowerCase(Locale.ROOT)) {
              case "always" -> SendCertificates.ALWAYS;
              case "never" -> SendCertificates.NEVER;
              default -> SendCertificates.IF_ASKED;
            },
            values.bool("send_certreq", true),
            ppk(values),
            switch (values.text("transcript_auth").orElse("no").toLowerCase(Locale.ROOT)) {
              case "yes" -> TranscriptPolicy.NEGOTIATED;
              case "required" -> TranscriptPolicy.REQUIRED;
              default -> TranscriptPolicy.OFF;
            },
            values.bool("announce_auth_methods", false)));
  }

  private static PpkConfig ppk(Values values) {
    Optional<String> id = values.text("ppk_id");
    boolean required = values.bool("ppk_required", false);
    PpkConfig.InCreation inCreation =
        switch (values.text("ppk_create_child_sa").orElse("no").toLowerCase(Locale.ROOT)) {
          case "yes" -> PpkConfig.InCreation.YES;
          case "required" -> PpkConfig.InCreation.REQUIRED;
          default -> PpkConfig.InCreation.NO;
        };
    if (id.isEmpty() && !required) {
      return PpkConfig.NONE.withInCreation(inCreation);
    }
    // A pattern such as *@example.com restricts whom a responder serves, and proposes nothing.
    List<PpkConfig.PpkId> ids =
        id.filter(i -> i.indexOf('*') < 0)
            .map(i -> List.of(PpkConfig.PpkId.fixed(octets(i))))
            .orElse(List.of());
    String exchange = values.text("ppk_exchange").orElse("any").toLowerCase(Locale.ROOT);
    boolean inAuth = !exchange.equals("ike_intermediate");
    boolean inIntermediate = !exchange.equals("ike_auth");
    return new PpkConfig(ids, required, inAuth, inIntermediate, true, inCreation);
  }

  /** An identifier of a PPK: text, or octets after {@code 0x}. */
  static byte[] octets(String id) {
    return id.toLowerCase(Locale.ROOT).matches("0x([0-9a-f]{2})+")
        ? HexFormat.of().parseHex(id.substring(2).toLowerCase(Locale.ROOT))
        : id.getBytes(StandardCharsets.UTF_8);
  }

  /** The rounds of an end: by their number if they have one, else as they are written. */
  private List<SettingsView> rounds(SettingsView section, String end) {
    List<SettingsView> rounds =
        section.sections().stream()
            .filter(s -> s.name().startsWith(end))
            .sorted(Comparator.comparingLong(s -> new Values(s).number("round", 0)))
            .toList();
    if (rounds.isEmpty()) {
      diagnostics.error(
          section.position(),
          "connection '"
              + section.name()
              + "' has no section '"
              + end
              + "': expected one with auth = pubkey or auth = psk");
    }
    return rounds;
  }

  private AuthNotation method(SettingsView round) {
    Optional<Setting> auth = round.setting("auth");
    AuthNotation read = AuthNotation.parse(auth.map(Setting::value).orElse("pubkey"));
    String reason =
        switch (read) {
          case AuthNotation.Bad(String why) -> why;
          case AuthNotation.Eap(String method) ->
              EapReader.methods(method).isEmpty()
                  ? "this EAP method is not supported; " + EapReader.expected()
                  : "";
          case AuthNotation.Null none -> "";
          case AuthNotation.Psk psk -> "";
          case AuthNotation.Pubkey pubkey -> "";
        };
    if (!reason.isEmpty()) {
      diagnostics.error(
          auth.orElseThrow().valuePosition(),
          "bad value '" + auth.get().value() + "' for 'auth': " + reason);
      return new AuthNotation.Bad(reason);
    }
    return read;
  }

  private Optional<LocalAuthSettings> local(SettingsView round, List<AddressSpec> addresses) {
    return switch (method(round)) {
      case AuthNotation.Psk psk -> {
        if (!allowsPreSharedKey(round)) {
          yield Optional.empty();
        }
        yield localId(round, addresses, List.of()).map(LocalAuthSettings.Psk::new);
      }
      case AuthNotation.Pubkey pubkey -> {
        List<X509Certificate> certificates = certificates(round, "certs", "cert", "x509");
        List<SubjectPublicKeyInfo> publicKeys = files.publicKeys(round.setting("pubkeys"));
        yield localId(round, addresses, certificates)
            .flatMap(id ->
                schemes(round, pubkey.schemes())
                    .map(schemes ->
                        new LocalAuthSettings.Pubkey(id, certificates, publicKeys, schemes)));
      }
      case AuthNotation.Null none ->
          allowsNull(round)
              ? nullId(round, addresses).map(LocalAuthSettings.Null::new)
              : Optional.empty();
      case AuthNotation.Eap(String method) -> {
        List<X509Certificate> certificates = certificates(round, "certs", "cert", "x509");
        if (!allowsClassical(round)) {
          yield Optional.empty();
        }
        EapReader reader = new EapReader(diagnostics);
        yield localId(round, addresses, certificates)
            .flatMap(id ->
                reader
                    .identity(round, id)
                    .map(eapIdentity ->
                        new LocalAuthSettings.Eap(
                            EapReader.methods(method),
                            eapIdentity,
                            reader.server(round),
                            new LocalAuthSettings.Pubkey(id, certificates, List.of(), List.of()))));
      }
      case AuthNotation.Bad bad -> Optional.empty();
    };
  }

  private Optional<RemoteAuthSettings> remote(SettingsView round) {
    return switch (method(round)) {
      case AuthNotation.Psk psk ->
          allowsPreSharedKey(round)
              ? remoteId(round).map(RemoteAuthSettings.Psk::new)
              : Optional.empty();
      case AuthNotation.Pubkey pubkey -> {
        Trust trust = trust(round, pubkey.strength());
        yield remoteId(round)
            .flatMap(id ->
                schemes(round, pubkey.schemes())
                    .map(schemes -> new RemoteAuthSettings.Pubkey(id, trust, schemes)));
      }
      case AuthNotation.Null none ->
          allowsNull(round) ? remoteId(round).map(RemoteAuthSettings.Null::new) : Optional.empty();
      case AuthNotation.Eap(String method) -> {
        Trust trust = trust(round, ChainStrength.DEFAULT);
        if (!allowsClassical(round)) {
          yield Optional.empty();
        }
        yield remoteId(round)
            .flatMap(id ->
                new EapReader(diagnostics)
                    .policy(round)
                    .map(policy ->
                        new RemoteAuthSettings.Eap(
                            EapReader.methods(method),
                            policy,
                            new RemoteAuthSettings.Pubkey(id, trust, List.of()))));
      }
      case AuthNotation.Bad bad -> Optional.empty();
    };
  }

  private Trust trust(SettingsView round, ChainStrength strength) {
    return new Trust(
        certificates(round, "cacerts", "cacert", "x509ca"),
        certificates(round, "certs", "cert", "x509"),
        files.publicKeys(round.setting("pubkeys")),
        revocation(round),
        strength);
  }

  /** EAP methods prove with passwords and classical signatures. */
  private boolean allowsClassical(SettingsView round) {
    boolean allowed = policy.profile().map(Profile::signatures).orElse(List.of()).isEmpty();
    if (!allowed) {
      diagnostics.error(
          round.setting("auth").map(Setting::valuePosition).orElse(round.position()),
          "profile = "
              + policy.profile().orElseThrow().keyword()
              + " wants post-quantum signatures, and EAP methods are classical: expected auth ="
              + " pubkey");
    }
    return allowed;
  }

  /** Without an identity of its own an end sends ID_NULL (RFC 7619 2.2). */
  private Optional<Identity> nullId(SettingsView round, List<AddressSpec> addresses) {
    return round.setting("id").filter(id -> !IdentityParser.isAny(id.value())).isPresent()
        ? localId(round, addresses, List.of())
        : Optional.of(IdentityParser.NULL);
  }

  private boolean allowsNull(SettingsView round) {
    boolean allowed = policy.profile().map(Profile::signatures).orElse(List.of()).isEmpty();
    if (!allowed) {
      diagnostics.error(
          round.setting("auth").map(Setting::valuePosition).orElse(round.position()),
          "profile = "
              + policy.profile().orElseThrow().keyword()
              + " wants ends that authenticate: expected auth = pubkey");
    }
    return allowed;
  }

  private boolean allowsPreSharedKey(SettingsView round) {
    boolean allowed = policy.profile().map(Profile::allowsPreSharedKeys).orElse(true);
    if (!allowed) {
      diagnostics.error(
          round.setting("auth").map(Setting::valuePosition).orElse(round.position()),
          "profile = "
              + policy.profile().orElseThrow().keyword()
              + " wants signatures by "
              + policy.profile().orElseThrow().signatures()
              + ": expected auth = pubkey");
    }
    return allowed;
  }

  /** The schemes that the section and the profile both allow; empty after an error. */
  private Optional<List<SignatureScheme>> schemes(
      SettingsView round, List<SignatureScheme> written) {
    List<SignatureScheme> allowed = policy.profile().map(Profile::signatures).orElse(List.of());
    if (allowed.isEmpty() || written.isEmpty()) {
      return Optional.of(allowed.isEmpty() ? written : allowed);
    }
    List<SignatureScheme> both = written.stream().filter(allowed::contains).toList();
    if (both.isEmpty()) {
      diagnostics.error(
          round.setting("auth").map(Setting::valuePosition).orElse(round.position()),
          "'auth' allows none of the signatures of profile = "
              + policy.profile().orElseThrow().keyword()
              + ": expected one of "
              + allowed);
      return Optional.empty();
    }
    return Optional.of(both);
  }

  private static RevocationPolicy revocation(SettingsView round) {
    return switch (new Values(round).text("revocation").orElse("").toLowerCase(Locale.ROOT)) {
      case "strict" -> RevocationPolicy.STRICT;
      case "ifuri" -> RevocationPolicy.IFURI;
      default -> RevocationPolicy.RELAXED;
    };
  }

  /** Certificates of a list, and of sections {@code cert*} or {@code cacert*}. */
  private List<X509Certificate> certificates(
      SettingsView round, String list, String sections, String directory) {
    List<X509Certificate> all = new ArrayList<>(files.certificates(round.setting(list), directory));
    for (SettingsView section : round.sections()) {
      if (section.name().startsWith(sections)) {
        Optional<Setting> file = section.setting("file");
        if (file.isEmpty()) {
          diagnostics.error(
              section.position(),
              "'" + section.name() + "' names no certificate: expected file = ...");
        } else {
          files.certificate(file.get(), directory).ifPresent(all::add);
        }
      }
    }
    return all;
  }

  private Optional<Identity> localId(
      SettingsView round, List<AddressSpec> addresses, List<X509Certificate> certificates) {
    Optional<Setting> id = round.setting("id");
    if (id.isPresent() && !IdentityParser.isAny(id.get().value())) {
      return identity(id.get()).map(wanted -> confirmed(id.get(), wanted, certificates));
    }
    if (!certificates.isEmpty()) {
      return Optional.of(SubjectIdentities.subject(certificates.getFirst()));
    }
    if (addresses.getFirst() instanceof AddressSpec.Host host) {
      return Optional.of(Identity.ofAddress(host.address()));
    }
    diagnostics.error(
        id.map(Setting::valuePosition).orElse(round.position()),
        "'id' is not set in "
            + round.path()
            + ", and there is neither a certificate (certs) nor an address at the beginning of"
            + " local_addrs that could stand for it: expected id = ...");
    return Optional.empty();
  }

  /** An identity that no certificate confirms would be refused by every peer. */
  private Identity confirmed(Setting setting, Identity wanted, List<X509Certificate> certificates) {
    for (X509Certificate certificate : certificates) {
      if (SubjectIdentities.has(certificate, wanted)) {
        // A name may be encoded in several ways: the certificate's is the one to send.
        Identity subject = SubjectIdentities.subject(certificate);
        return wanted.type().equals(subject.type()) ? subject : wanted;
      }
    }
    if (certificates.isEmpty()) {
      return wanted;
    }
    Identity subject = SubjectIdentities.subject(certificates.getFirst());
    diagnostics.warning(
        setting.valuePosition(),
        "'id' is '"
            + setting.value()
            + "', for which none of 'certs' is: the subject of the first stands in for it");
    return subject;
  }

  private Optional<IdentityMatch> remoteId(SettingsView round) {
    Optional<Setting> id = round.setting("id");
    if (id.isEmpty() || IdentityParser.isAny(id.get().value())) {
      return Optional.of(new IdentityMatch.Any());
    }
    try {
      return Optional.of(IdentityParser.match(id.get().value()));
    } catch (IdentityParser.BadIdentityException e) {
      diagnostics.error(id.get().valuePosition(), "'id': " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Identity> identity(Setting id) {
    try {
      return Optional.of(IdentityParser.identity(id.value()));
    } catch (IdentityParser.BadIdentityException e) {
      diagnostics.error(id.valuePosition(), "'id': " + e.getMessage());
      return Optional.empty();
    }
  }
}
