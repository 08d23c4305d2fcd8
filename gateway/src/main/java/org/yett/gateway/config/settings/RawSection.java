package org.yett.gateway.config.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A section as it was written, before references are followed. Sections of one name under one
 * parent are one object: a repeated section adds to it. Mutable while a file is being read, and not
 * afterwards.
 */
final class RawSection {

  /** A key as written; no value means that it was cleared. */
  record RawSetting(
      String key,
      Optional<String> value,
      SourcePosition keyPosition,
      SourcePosition valuePosition) {

    @Override
    public String toString() {
      return "RawSetting[" + key + " at " + keyPosition + "]";
    }
  }

  /** A reference to another section by its path from the top. */
  record Reference(List<String> path, SourcePosition position) {
    String text() {
      return String.join(".", path);
    }
  }

  private final String name;
  private final SourcePosition position;
  private final Map<String, RawSetting> settings = new LinkedHashMap<>();
  private final Map<String, RawSection> sections = new LinkedHashMap<>();
  private final List<Reference> references = new ArrayList<>();

  RawSection(String name, SourcePosition position) {
    this.name = name;
    this.position = position;
  }

  String name() {
    return name;
  }

  SourcePosition position() {
    return position;
  }

  /** A later value replaces an earlier one, and keeps its place in the order. */
  void put(RawSetting setting) {
    settings.put(setting.key(), setting);
  }

  RawSection enter(String child, SourcePosition where) {
    return sections.computeIfAbsent(child, n -> new RawSection(n, where));
  }

  void refer(Reference reference) {
    if (references.stream().noneMatch(r -> r.path().equals(reference.path()))) {
      references.add(reference);
    }
  }

  Map<String, RawSetting> settings() {
    return settings;
  }

  Map<String, RawSection> sections() {
    return sections;
  }

  List<Reference> references() {
    return references;
  }
}
