package org.yett.gateway.config.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yett.gateway.config.settings.RawSection.RawSetting;

/**
 * A section as it counts: its own keys and subsections first, then those of the sections that it
 * refers to.
 */
public final class SettingsView {

  private final SettingsTree tree;
  private final List<String> path;
  private final List<RawSection> parts;

  SettingsView(SettingsTree tree, List<String> path, List<RawSection> parts) {
    this.tree = tree;
    this.path = List.copyOf(path);
    this.parts = parts;
  }

  /** The section's name; empty for the outermost. */
  public String name() {
    return path.isEmpty() ? "" : path.getLast();
  }

  /** The names from the outermost section to this one, joined by dots. */
  public String path() {
    return String.join(".", path);
  }

  /**
   * Where the section was first written; for one that comes from a reference alone, where it was
   * written there.
   */
  public SourcePosition position() {
    return parts.getFirst().position();
  }

  /** Keys with values, own ones first, each in the order written. */
  public List<Setting> settings() {
    return merged().values().stream()
        .filter(raw -> raw.value().isPresent())
        .map(SettingsView::shown)
        .toList();
  }

  /** Keys that were written with no value, and so count as not set. */
  public List<ClearedSetting> cleared() {
    return merged().values().stream()
        .filter(raw -> raw.value().isEmpty())
        .map(raw -> new ClearedSetting(raw.key(), raw.keyPosition()))
        .toList();
  }

  /** The value of {@code key}, unless it is not set or was cleared. */
  public Optional<Setting> setting(String key) {
    for (RawSection part : parts) {
      RawSetting raw = part.settings().get(key);
      if (raw != null) {
        return raw.value().isPresent() ? Optional.of(shown(raw)) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Subsections, own ones first, each in the order written. */
  public List<SettingsView> sections() {
    Set<String> names = new LinkedHashSet<>();
    parts.forEach(part -> names.addAll(part.sections().keySet()));
    List<SettingsView> views = new ArrayList<>();
    names.forEach(child -> section(child).ifPresent(views::add));
    return views;
  }

  /** The subsection called {@code child}. */
  public Optional<SettingsView> section(String child) {
    List<String> childPath = new ArrayList<>(path);
    childPath.add(child);
    List<RawSection> found = tree.find(childPath);
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(new SettingsView(tree, childPath, found));
  }

  private Map<String, RawSetting> merged() {
    Map<String, RawSetting> merged = new LinkedHashMap<>();
    parts.forEach(part -> part.settings().forEach(merged::putIfAbsent));
    return merged;
  }

  private static Setting shown(RawSetting raw) {
    return new Setting(
        raw.key(), raw.value().orElseThrow(), raw.keyPosition(), raw.valuePosition());
  }
}
