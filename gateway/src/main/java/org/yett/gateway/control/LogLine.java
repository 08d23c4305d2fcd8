package org.yett.gateway.control;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A message for an operator. Never holds a secret.
 *
 * @param group what it is about
 * @param level 0 for what an operator must see, 1 for what is worth seeing, 2 to 4 for ever more
 *     detail
 * @param connection the connection that it is about, if any
 * @param ikeSa the IKE SA that it is about, if any
 * @param text the message
 */
public record LogLine(
    Group group, int level, Optional<String> connection, OptionalLong ikeSa, String text) {

  /** What a message is about, in strongSwan's words. */
  public enum Group {
    /** The program itself. */
    DMN,
    /** IKE SAs. */
    IKE,
    /** Child SAs. */
    CHD,
    /** Configuration. */
    CFG,
    /** Datagrams. */
    NET,
    /** Encoding and decoding. */
    ENC,
    /** ESP. */
    ESP,
    /** TUN devices, addresses and routes. */
    KNL
  }

  /** A message about no SA. */
  public static LogLine of(Group group, int level, String text) {
    return new LogLine(group, level, Optional.empty(), OptionalLong.empty(), text);
  }
}
