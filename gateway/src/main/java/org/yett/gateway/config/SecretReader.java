package org.yett.gateway.config;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.yett.gateway.config.settings.Setting;
import org.yett.gateway.config.settings.SettingsView;
import org.yett.ike.config.Identity;
import org.yett.ike.crypto.Secret;

/** Reads the pre-shared keys of {@code secrets}. */
final class SecretReader {

  private final Diagnostics diagnostics;
  private boolean refusedAny;

  SecretReader(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /**
   * Whether a secret was written that cannot be used: then a connection may lack it for that reason
   * alone.
   */
  boolean refusedAny() {
    return refusedAny;
  }

  List<SharedSecret> read(SettingsView secrets) {
    List<SharedSecret> read = new ArrayList<>();
    for (SettingsView section : secrets.sections()) {
      if (section.name().startsWith("ike")) {
        Optional<SharedSecret> secret = secret(section);
        refusedAny |= secret.isEmpty();
        secret.ifPresent(read::add);
      }
    }
    return read;
  }

  /** The passwords of EAP clients: sections {@code eap*}. */
  List<SharedSecret> readEap(SettingsView secrets) {
    return secrets.sections().stream()
        .filter(section -> section.name().startsWith("eap"))
        .flatMap(section -> secret(section).stream())
        .toList();
  }

  /** The post-quantum preshared keys: sections {@code ppk*}. */
  List<SharedSecret> readPpks(SettingsView secrets) {
    List<SharedSecret> read = new ArrayList<>();
    for (SettingsView section : secrets.sections()) {
      if (section.name().startsWith("ppk")) {
        ppk(section).ifPresent(read::add);
      }
    }
    return read;
  }

  /** Its identifiers are opaque: whatever form they have. */
  private Optional<SharedSecret> ppk(SettingsView section) {
    List<Identity> ids =
        section.settings().stream()
            .filter(s -> s.key().startsWith("id"))
            .map(s -> Identity.keyId(AuthReader.octets(s.value())))
            .toList();
    Optional<byte[]> value = section.setting("secret").flatMap(this::octets);
    if (value.isEmpty() || value.get().length == 0 || ids.isEmpty()) {
      diagnostics.error(
          section.position(),
          "PPK '" + section.name() + "' is incomplete: expected secret = ... and id = ...");
      return Optional.empty();
    }
    return value.map(
        o -> new SharedSecret(section.name(), section.position(), Secret.adopt(o), ids));
  }

  private Optional<SharedSecret> secret(SettingsView section) {
    List<Identity> owners = new ArrayList<>();
    for (Setting setting : section.settings()) {
      if (setting.key().startsWith("id") && !IdentityParser.isAny(setting.value())) {
        try {
          owners.add(IdentityParser.identity(setting.value()));
        } catch (IdentityParser.BadIdentityException e) {
          diagnostics.error(setting.valuePosition(), "'" + setting.key() + "': " + e.getMessage());
        }
      }
    }
    Optional<Setting> value = section.setting("secret");
    if (value.isEmpty()) {
      diagnostics.error(
          section.position(),
          "secret '" + section.name() + "' has no value: expected secret = ...");
      return Optional.empty();
    }
    Optional<byte[]> octets = octets(value.get());
    if (octets.isPresent() && octets.get().length == 0) {
      diagnostics.error(
          value.get().valuePosition(),
          "the secret of '" + section.name() + "' is empty: expected at least one octet");
      return Optional.empty();
    }
    return octets.map(
        o -> new SharedSecret(section.name(), section.position(), Secret.adopt(o), owners));
  }

  private Optional<byte[]> octets(Setting setting) {
    String text = setting.value();
    String start = text.length() < 2 ? "" : text.substring(0, 2).toLowerCase(Locale.ROOT);
    try {
      return Optional.of(
          switch (start) {
            case "0x" -> hex(text.substring(2));
            case "0s" -> Base64.getDecoder().decode(text.substring(2));
            default -> text.getBytes(StandardCharsets.UTF_8);
          });
    } catch (IllegalArgumentException e) {
      diagnostics.error(
          setting.valuePosition(),
          start.equals("0x")
              ? "bad value for 'secret': expected hexadecimal digits after 0x"
              : "bad value for 'secret': expected Base64 after 0s");
      return Optional.empty();
    }
  }

  private static byte[] hex(String digits) {
    String plain = digits.replace(":", "");
    return HexFormat.of().parseHex(plain.length() % 2 == 0 ? plain : "0" + plain);
  }
}
