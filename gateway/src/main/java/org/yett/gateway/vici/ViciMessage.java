package org.yett.gateway.vici;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The tree of sections, keys with values and lists that vici packets carry. Order is kept, and so
 * are repeated names. Values may be secrets: {@link #toString()} shows names alone.
 *
 * @param entries what it holds, in order
 */
public record ViciMessage(List<Entry> entries) {

  /** A message that holds nothing. */
  public static final ViciMessage EMPTY = new ViciMessage(List.of());

  public ViciMessage {
    entries = List.copyOf(entries);
  }

  /** Something with a name. */
  public sealed interface Entry {
    /** Its name: ASCII, at most 255 octets. */
    String name();
  }

  /**
   * A subtree.
   *
   * @param name its name
   * @param content what it holds
   */
  public record Section(String name, ViciMessage content) implements Entry {}

  /**
   * A key with its value.
   *
   * @param name the key
   * @param value at most 65,535 octets; not to be changed
   */
  public record KeyValue(String name, byte[] value) implements Entry {
    /** The value as text. */
    public String text() {
      return new String(value, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * A list of values.
   *
   * @param name its name
   * @param items values of at most 65,535 octets each; not to be changed
   */
  public record Items(String name, List<byte[]> items) implements Entry {
    public Items {
      items = List.copyOf(items);
    }

    /** The items as text. */
    public List<String> texts() {
      return items.stream().map(item -> new String(item, StandardCharsets.UTF_8)).toList();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Starts a message. */
  public static Builder builder() {
    return new Builder();
  }

  /** The value of the first key of that name, as text. */
  public Optional<String> text(String key) {
    return value(key).map(value -> new String(value, StandardCharsets.UTF_8));
  }

  /** The value of the first key of that name; not to be changed. */
  public Optional<byte[]> value(String key) {
    for (Entry entry : entries) {
      if (entry instanceof KeyValue kv && kv.name().equals(key)) {
        return Optional.of(kv.value());
      }
    }
    return Optional.empty();
  }

  /** The first list of that name, as text; an empty list if there is none. */
  public List<String> list(String key) {
    for (Entry entry : entries) {
      if (entry instanceof Items items && items.name().equals(key)) {
        return items.texts();
      }
    }
    return List.of();
  }

  /** The first section of that name. */
  public Optional<ViciMessage> section(String name) {
    return sections().stream().filter(s -> s.name().equals(name)).map(Section::content).findFirst();
  }

  /** All sections, in order. */
  public List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry instanceof Section section) {
        sections.add(section);
      }
    }
    return sections;
  }

  @Override
  public String toString() {
    return "ViciMessage" + entries;
  }

  /** Puts a message together. */
  public static final class Builder {
    private final List<Entry> entries = new ArrayList<>();

    private Builder() {}

    /** Adds a key with a text. */
    public Builder put(String key, String value) {
      return put(key, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a key with a number. */
    public Builder put(String key, long value) {
      return put(key, Long.toString(value));
    }

    /** Adds a key with octets, which are taken over. */
    public Builder put(String key, byte[] value) {
      entries.add(new KeyValue(key, value));
      return this;
    }

    /** Adds a key if there is a value for it. */
    public Builder putIfPresent(String key, Optional<?> value) {
      value.ifPresent(v -> put(key, v.toString()));
      return this;
    }

    /**
     * Adds {@code key = yes} if {@code set}, and nothing otherwise: the way in which vici shows
     * conditions.
     */
    public Builder flag(String key, boolean set) {
      return set ? put(key, "yes") : this;
    }

    /** Adds a list. */
    public Builder list(String key, List<String> items) {
      entries.add(
          new Items(
              key, items.stream().map(item -> item.getBytes(StandardCharsets.UTF_8)).toList()));
      return this;
    }

    /** Adds a section with what {@code content} adds to it. */
    public Builder section(String name, Consumer<Builder> content) {
      Builder inner = new Builder();
      content.accept(inner);
      entries.add(new Section(name, inner.build()));
      return this;
    }

    /** Adds a section. */
    public Builder section(String name, ViciMessage content) {
      entries.add(new Section(name, content));
      return this;
    }

    /** The message. */
    public ViciMessage build() {
      return new ViciMessage(entries);
    }
  }
}
