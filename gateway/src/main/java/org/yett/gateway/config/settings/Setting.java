package org.yett.gateway.config.settings;

/**
 * A key with its value, and where each was written. The value may be a secret, so {@link
 * #toString()} leaves it out.
 *
 * @param key the key's name
 * @param value the value with quotes and escapes resolved; may be the empty string if it was
 *     written as {@code ""}
 * @param keyPosition where the key starts
 * @param valuePosition where the value starts
 */
public record Setting(
    String key, String value, SourcePosition keyPosition, SourcePosition valuePosition) {

  @Override
  public String toString() {
    return "Setting[" + key + " at " + keyPosition + "]";
  }
}
