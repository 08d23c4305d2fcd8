package org.yett.spec.iana;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * The named entries of one registry. Each registry class fills its own while its constants are
 * initialised and changes it no more.
 */
final class Registry<T extends RegistryValue> {
  private final String className;
  private final int bits;
  private final int firstPrivate;
  private final int lastPrivate;
  private final IntFunction<T> constructor;
  private final Map<Integer, T> entries = new TreeMap<>();
  private final Map<Integer, String> names = new HashMap<>();
  private final Map<String, T> byName = new HashMap<>();

  /** A registry of numbers of that many bits, with no range for private use. */
  Registry(String className, int bits, IntFunction<T> constructor) {
    this(className, bits, Integer.MAX_VALUE, Integer.MIN_VALUE, constructor);
  }

  /** A registry of numbers of that many bits, and its range for private use, both ends included. */
  Registry(
      String className, int bits, int firstPrivate, int lastPrivate, IntFunction<T> constructor) {
    this.className = className;
    this.bits = bits;
    this.firstPrivate = firstPrivate;
    this.lastPrivate = lastPrivate;
    this.constructor = constructor;
  }

  static void requireRange(String className, int bits, int value) {
    if (value < 0 || value >> bits != 0) {
      throw new IllegalArgumentException(
          className + " is a number of " + bits + " bits, and " + value + " is not");
    }
  }

  T name(int value, String name) {
    T entry = constructor.apply(value);
    if (entries.put(value, entry) != null || byName.put(name, entry) != null) {
      throw new IllegalArgumentException(className + " has two entries " + value + " " + name);
    }
    names.put(value, name);
    return entry;
  }

  T of(int value) {
    requireRange(className, bits, value);
    T entry = entries.get(value);
    return entry != null ? entry : constructor.apply(value);
  }

  Optional<T> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  List<T> known() {
    return List.copyOf(entries.values());
  }

  Optional<String> nameOf(int value) {
    return Optional.ofNullable(names.get(value));
  }

  boolean isPrivateUse(int value) {
    return value >= firstPrivate && value <= lastPrivate;
  }

  String print(int value) {
    String name = names.get(value);
    return name != null ? name : className + "(" + value + ")";
  }
}
