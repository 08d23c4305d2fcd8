package org.yett.gateway.config;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.yett.gateway.config.settings.Setting;
import org.yett.gateway.config.settings.SettingsView;
import org.yett.ike.config.ChildLifetimes;
import org.yett.ike.config.IkeLifetimes;

/** Reads how long SAs last, with strongSwan's defaults where nothing is said. */
final class LifetimeReader {

  /** strongSwan's, for an IKE SA of which neither rekeying nor reauthentication is said. */
  static final Duration IKE_REKEY_TIME = Duration.ofHours(4);

  /** strongSwan's. */
  static final Duration CHILD_REKEY_TIME = Duration.ofHours(1);

  private final Diagnostics diagnostics;

  LifetimeReader(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** Of a section of {@code connections}. */
  static IkeLifetimes ofIkeSa(SettingsView section) {
    Values values = new Values(section);
    boolean either =
        section.setting("rekey_time").isPresent() || section.setting("reauth_time").isPresent();
    Duration rekey = values.time("rekey_time", either ? Duration.ZERO : IKE_REKEY_TIME);
    Duration reauthenticate = values.time("reauth_time", Duration.ZERO);
    Duration longest = rekey.compareTo(reauthenticate) > 0 ? rekey : reauthenticate;
    Duration over = values.time("over_time", longest.dividedBy(10));
    Duration half = longest.dividedBy(2);
    Duration random = values.time("rand_time", over.compareTo(half) < 0 ? over : half);
    return new IkeLifetimes(rekey, reauthenticate, over, random);
  }

  /** Of a section of {@code children}. */
  ChildLifetimes ofChildSa(SettingsView section) {
    Values values = new Values(section);
    Duration rekey = values.time("rekey_time", CHILD_REKEY_TIME);
    Duration life = values.time("life_time", rekey.plus(rekey.dividedBy(10)));
    Duration random =
        values.time("rand_time", life.compareTo(rekey) > 0 ? life.minus(rekey) : Duration.ZERO);
    Volume bytes = volume(section, "bytes", ValueSyntax::bytes);
    Volume packets = volume(section, "packets", ValueSyntax::number);
    tooEarly(section, "time", rekey.toSeconds(), life.toSeconds());
    tooEarly(section, "bytes", bytes.rekey, bytes.life);
    tooEarly(section, "packets", packets.rekey, packets.life);
    return ChildLifetimes.ofTime(rekey, life, random)
        .withBytes(bytes.rekey, bytes.life, bytes.random)
        .withPackets(packets.rekey, packets.life, packets.random);
  }

  private record Volume(long rekey, long life, long random) {}

  private static Volume volume(
      SettingsView section, String unit, Function<String, OptionalLong> syntax) {
    long rekey = number(section, "rekey_" + unit, syntax).orElse(0);
    long tenth = Math.min(rekey / 10, Long.MAX_VALUE - rekey);
    long life = number(section, "life_" + unit, syntax).orElse(rekey + tenth);
    long random = number(section, "rand_" + unit, syntax).orElse(Math.max(0, life - rekey));
    return new Volume(rekey, life, rekey == 0 ? 0 : random);
  }

  private static OptionalLong number(
      SettingsView section, String key, Function<String, OptionalLong> syntax) {
    Optional<String> text = section.setting(key).map(Setting::value);
    return text.isEmpty() ? OptionalLong.empty() : syntax.apply(text.get());
  }

  /** An SA that ends before it is to be renewed never is. */
  private void tooEarly(SettingsView section, String unit, long rekey, long life) {
    if (rekey > 0 && life > 0 && life < rekey) {
      String key = section.setting("life_" + unit).isPresent() ? "life_" : "rekey_";
      diagnostics.error(
          section.setting(key + unit).map(Setting::valuePosition).orElse(section.position()),
          "'life_%s' (%d) is less than 'rekey_%s' (%d), so that the Child SA would end before it is renewed: expected more"
              .formatted(unit, life, unit, rekey));
    }
  }
}
