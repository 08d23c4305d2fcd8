package org.yett.gateway.config.settings;

/**
 * A key written with no value at all ({@code key =}): it hides a value that a referenced section
 * would have given.
 *
 * @param key the key's name
 * @param position where the key starts
 */
public record ClearedSetting(String key, SourcePosition position) {}
