package org.yett.vectors.corpus;

import java.util.List;

/**
 * Something that the corpus ought to show and does not.
 *
 * @param what it is
 * @param clause where it is specified
 * @param reason why there is no vector of it
 */
public record Missing(String what, String clause, String reason) {

  private static final String NO_TLS = "not played: TLS draws what no vector records";

  private static final String NO_ENGINE = "the engine cannot do it yet";

  private static final List<Missing> ALL =
      List.of(
          new Missing("keys from EAP-TLS and EAP-TTLS", "rfc7296:2.16", NO_TLS),
          new Missing("AES-CCM, AES-CTR, AES-GCM with shorter ICVs", "rfc5282:3.1", NO_ENGINE),
          new Missing("PRFs by AES (XCBC, CMAC) and by SHA-1", "rfc4434:2", NO_ENGINE),
          new Missing("integrity by AES (XCBC, CMAC, GMAC) and by SHA-1", "rfc3566:4", NO_ENGINE));

  /** All of them. */
  public static List<Missing> all() {
    return ALL;
  }
}
