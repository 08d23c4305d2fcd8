package org.yett.ike.config;

import java.util.Optional;

/**
 * Sends initiators to another gateway (RFC 5685). Only those are sent that support it.
 *
 * @param stage when
 * @param connection of which connection the initiators are; without one, of any
 * @param peers which of them; before IKE_AUTH nobody's identity is known, and only a rule for all
 *     fits
 * @param to where they are sent
 */
public record RedirectRule(
    Stage stage, Optional<String> connection, IdentityMatch peers, GatewayIdentity to) {

  /** When an initiator is sent elsewhere. */
  public enum Stage {
    /** In the IKE_SA_INIT response, before there is an IKE SA. */
    SA_INIT,
    /** In the IKE_AUTH response, when both ends are authenticated. */
    AUTH
  }

  /** Checks that the rule can ever apply. */
  public RedirectRule {
    if (stage == Stage.SA_INIT && !(peers instanceof IdentityMatch.Any)) {
      throw new IllegalArgumentException("in IKE_SA_INIT no identity is known yet");
    }
  }

  /** Every initiator, as early as can be. */
  public static RedirectRule everybody(GatewayIdentity to) {
    return new RedirectRule(Stage.SA_INIT, Optional.empty(), new IdentityMatch.Any(), to);
  }

  /** Whether the rule is for a connection. */
  public boolean isFor(String connectionName) {
    return connection.isEmpty() || connection.get().equals(connectionName);
  }
}
