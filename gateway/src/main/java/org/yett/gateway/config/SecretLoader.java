package org.yett.gateway.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.yett.gateway.config.settings.SourcePosition;
import org.yett.ike.config.Identity;
import org.yett.ike.crypto.Secret;

/** Makes a pre-shared key that did not come from a file. */
public final class SecretLoader {

  private SecretLoader() {}

  /** What came of it. */
  public sealed interface SecretResult {
    /**
     * It can be used.
     *
     * @param secret the key
     */
    record Read(SharedSecret secret) implements SecretResult {}

    /**
     * It cannot be used.
     *
     * @param reason why
     */
    record Refused(String reason) implements SecretResult {}
  }

  /**
   * @param name what to call it
   * @param octets the key; overwritten
   * @param owners identities as strongSwan writes them; none or {@code %any} for everybody
   */
  public static SecretResult load(String name, byte[] octets, List<String> owners) {
    List<Identity> identities = new ArrayList<>();
    try {
      for (String owner : owners) {
        if (!IdentityParser.isAny(owner)) {
          identities.add(IdentityParser.identity(owner));
        }
      }
    } catch (IdentityParser.BadIdentityException e) {
      Arrays.fill(octets, (byte) 0);
      return new SecretResult.Refused(e.getMessage());
    }
    return read(name, octets, identities);
  }

  /**
   * A post-quantum preshared key.
   *
   * @param name what to call it
   * @param octets the key; overwritten
   * @param owners its identifiers
   */
  public static SecretResult loadPpk(String name, byte[] octets, List<String> owners) {
    if (owners.isEmpty()) {
      Arrays.fill(octets, (byte) 0);
      return new SecretResult.Refused("a PPK without an identifier");
    }
    return read(
        name, octets, owners.stream().map(o -> Identity.keyId(AuthReader.octets(o))).toList());
  }

  private static SecretResult read(String name, byte[] octets, List<Identity> identities) {
    Secret value = Secret.copyOf(octets);
    Arrays.fill(octets, (byte) 0);
    return new SecretResult.Read(
        new SharedSecret(name, new SourcePosition("load-shared", 1, 1), value, identities));
  }
}
