package org.yett.gateway.config;

import java.util.List;
import org.yett.gateway.config.settings.SourcePosition;
import org.yett.ike.config.Identity;
import org.yett.ike.crypto.Secret;

/**
 * A pre-shared key: a section {@code ike<suffix>} of {@code secrets}.
 *
 * @param name the section's name
 * @param position where it was written
 * @param value the key; whoever holds this record last closes it
 * @param owners the identities that it belongs to; empty if it belongs to everybody
 */
public record SharedSecret(
    String name, SourcePosition position, Secret value, List<Identity> owners) {
  public SharedSecret {
    owners = List.copyOf(owners);
  }

  @Override
  public String toString() {
    return "SharedSecret[" + name + " for " + owners + "]";
  }
}
