package org.yett.gateway.config;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.yett.gateway.config.settings.Setting;
import org.yett.gateway.config.settings.SettingsView;

/**
 * Values of a section by their form. A value that has not that form has been complained about; the
 * default stands in for it.
 *
 * @param section the section
 */
record Values(SettingsView section) {

  Optional<String> text(String key) {
    return section.setting(key).map(Setting::value);
  }

  boolean bool(String key, boolean otherwise) {
    return text(key).flatMap(ValueSyntax::bool).orElse(otherwise);
  }

  long number(String key, long otherwise) {
    return text(key).map(ValueSyntax::number).orElse(OptionalLong.empty()).orElse(otherwise);
  }

  double decimal(String key, double otherwise) {
    return text(key).flatMap(ValueSyntax::decimal).orElse(otherwise);
  }

  Duration time(String key, Duration otherwise) {
    return text(key).flatMap(ValueSyntax::time).orElse(otherwise);
  }
}
