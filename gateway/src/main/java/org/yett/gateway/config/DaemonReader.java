package org.yett.gateway.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.yett.gateway.config.DaemonSettings.Retransmission;
import org.yett.gateway.config.settings.Setting;
import org.yett.gateway.config.settings.SettingsView;

/**
 * Reads the sections {@code yett} and {@code charon}; what the former says goes before what the
 * latter says.
 */
final class DaemonReader {

  private static final int SMALLEST_FRAGMENT = 256;

  private final Diagnostics diagnostics;

  DaemonReader(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  DaemonSettings read(SettingsView root) {
    DaemonSettings settings = DaemonSettings.DEFAULT;
    for (String name : List.of("charon", "yett")) {
      Optional<SettingsView> section = root.section(name);
      if (section.isPresent()) {
        settings = read(section.get(), settings);
      }
    }
    if (settings.port() == settings.natTraversalPort()) {
      root.section("yett")
          .or(() -> root.section("charon"))
          .ifPresent(section ->
              diagnostics.error(
                  section.position(), "'port' and 'port_nat_t' are the same: expected two"));
    }
    return settings;
  }

  private DaemonSettings read(SettingsView section, DaemonSettings before) {
    Values values = new Values(section);
    Retransmission r = before.retransmission();
    double timeout = values.decimal("retransmit_timeout", r.timeout().toMillis() / 1000.0);
    long limit = values.number("retransmit_limit", r.limit().map(Duration::toSeconds).orElse(0L));
    return new DaemonSettings(
        (int) values.number("port", before.port()),
        (int) values.number("port_nat_t", before.natTraversalPort()),
        new Retransmission(
            Duration.ofMillis(Math.round(timeout * 1000)),
            values.decimal("retransmit_base", r.base()),
            (int) values.number("retransmit_tries", r.tries()),
            (int) values.number("retransmit_jitter", r.jitterPercent()),
            limit == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(limit))),
        fragment(section, "fragment_size_v4", before.fragmentSizeIpv4(), 576),
        fragment(section, "fragment_size_v6", before.fragmentSizeIpv6(), 1280),
        values.bool("dos_protection", before.dosProtection()),
        (int) values.number("cookie_threshold", before.cookieThreshold()),
        (int) values.number("cookie_threshold_ip", before.cookieThresholdPerAddress()),
        limit(values, "block_threshold", before.blockThreshold()),
        limit(values, "init_limit_half_open", before.halfOpenLimit()),
        values.time("half_open_timeout", before.halfOpenTimeout()),
        values.time("keep_alive", before.natKeepalive()),
        (int) values.number("replay_window", before.replayWindow()),
        extensions(section, values, before.extensions()),
        section
            .section("plugins")
            .flatMap(plugins -> plugins.section("vici"))
            .flatMap(vici -> vici.setting("socket"))
            .flatMap(this::socket)
            .or(before::viciSocket));
  }

  private ExtensionSettings extensions(
      SettingsView section, Values values, ExtensionSettings before) {
    Duration lifetime = values.time("ticket_lifetime", before.ticketLifetime());
    if (lifetime.isZero()) {
      diagnostics.error(
          section.setting("ticket_lifetime").orElseThrow().valuePosition(),
          "bad value for 'ticket_lifetime': expected a time of at least one second");
      lifetime = before.ticketLifetime();
    }
    return new ExtensionSettings(
        values.bool("follow_redirects", before.followRedirects()),
        (int) values.number("puzzle_threshold", before.puzzleThreshold()),
        (int) values.number("puzzle_threshold_ip", before.puzzleThresholdPerAddress()),
        (int) values.number("puzzle_difficulty", before.puzzleDifficulty()),
        (int) values.number("puzzle_auth_difficulty", before.puzzleAuthDifficulty()),
        (int) values.number("puzzle_limit", before.puzzleLimit()),
        values.bool("crash_detection", before.crashDetection()),
        file(section, "crash_secret_file").or(before::crashSecretFile),
        values.bool("session_resumption", before.resumption()),
        lifetime,
        file(section, "ticket_secret_file").or(before::ticketSecretFile),
        values.bool("hash_and_url", before.hashAndUrl()));
  }

  private Optional<Path> file(SettingsView section, String key) {
    Optional<Setting> setting = section.setting(key);
    if (setting.isEmpty()) {
      return Optional.empty();
    }
    try {
      Path path = Path.of(setting.get().value());
      if (path.isAbsolute()) {
        return Optional.of(path);
      }
    } catch (java.nio.file.InvalidPathException e) {
      // Said below.
    }
    diagnostics.error(
        setting.get().valuePosition(),
        "bad value for '" + key + "': expected the absolute path of a file");
    return Optional.empty();
  }

  private static OptionalInt limit(Values values, String key, OptionalInt before) {
    long value = values.number(key, -1);
    return value < 0 ? before : OptionalInt.of((int) value);
  }

  /**
   * The size for one family; 0 asks for the smallest datagram that every host of the family takes.
   */
  private int fragment(SettingsView section, String key, int before, int minimum) {
    Optional<Setting> setting = section.setting(key).or(() -> section.setting("fragment_size"));
    long size =
        setting
            .map(Setting::value)
            .map(ValueSyntax::number)
            .map(n -> n.orElse(before))
            .orElse((long) before);
    if (size > 0 && size < SMALLEST_FRAGMENT) {
      diagnostics.error(
          setting.orElseThrow().valuePosition(),
          "bad value '"
              + size
              + "' for '"
              + setting.get().key()
              + "': expected 0 or a number from "
              + SMALLEST_FRAGMENT
              + " to 65535");
      return before;
    }
    return size == 0 ? minimum : (int) size;
  }

  private Optional<Path> socket(Setting setting) {
    try {
      return Optional.of(ControlSocketPath.parse(setting.value()));
    } catch (IllegalArgumentException e) {
      diagnostics.error(setting.valuePosition(), "bad value for 'socket': " + e.getMessage());
      return Optional.empty();
    }
  }
}
