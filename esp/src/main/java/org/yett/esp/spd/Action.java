package org.yett.esp.spd;

/** What the SPD has done with a packet (RFC 4301 4.4.1). */
public sealed interface Action {
  /** It may not cross. */
  Action DISCARD = new Discard();

  /** It crosses without protection. */
  Action BYPASS = new Bypass();

  /** No entry matches: it may not cross either (RFC 4301 5). */
  Action UNMATCHED = new Unmatched();

  /** It may not cross. */
  record Discard() implements Action {}

  /** It crosses without protection. */
  record Bypass() implements Action {}

  /** No entry matches. */
  record Unmatched() implements Action {}

  /** It crosses protected by an SA of this policy. */
  record Protect(Policy policy) implements Action {}
}
