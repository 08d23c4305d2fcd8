package org.yett.esp.spd;

import java.util.Objects;
import org.yett.esp.selector.SelectorSet;

/**
 * One line of the SPD.
 *
 * @param order position: of the entries that match, the one with the least order decides, and of
 *     those with the same order the one that was added first
 */
public record SpdEntry(int order, SelectorSet selectors, Action action) {
  public SpdEntry {
    Objects.requireNonNull(selectors);
    Objects.requireNonNull(action);
  }
}
