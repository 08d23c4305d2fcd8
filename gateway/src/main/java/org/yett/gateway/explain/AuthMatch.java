package org.yett.gateway.explain;

import java.util.List;
import java.util.Optional;
import org.yett.gateway.config.LocalAuthSettings;
import org.yett.gateway.config.RemoteAuthSettings;
import org.yett.ike.crypto.SignatureScheme;

/** Whether how one end authenticates in a round is how the other wants it. */
final class AuthMatch {

  private AuthMatch() {}

  /** What is in the way; empty if nothing that the configurations tell. */
  static Optional<String> obstacle(LocalAuthSettings local, RemoteAuthSettings remote) {
    if (!method(local).equals(method(remote))) {
      return Optional.of(
          "it authenticates by %s, and %s is asked for".formatted(method(local), method(remote)));
    }
    if (!remote.identity().matches(local.identity())) {
      return Optional.of(
          "it is '%s', and '%s' is asked for".formatted(local.identity(), remote.identity()));
    }
    if (local instanceof LocalAuthSettings.Eap ours
        && remote instanceof RemoteAuthSettings.Eap peers
        && ours.methods().stream().noneMatch(peers.methods()::contains)) {
      return Optional.of(
          "it takes the EAP methods %s, and %s are offered"
              .formatted(ours.methods(), peers.methods()));
    }
    if (local instanceof LocalAuthSettings.Pubkey signs
        && remote instanceof RemoteAuthSettings.Pubkey verifies
        && !signs.schemes().isEmpty()
        && !verifies.schemes().isEmpty()
        && common(signs, verifies).isEmpty()) {
      return Optional.of(
          "it signs by %s, and %s is accepted".formatted(signs.schemes(), verifies.schemes()));
    }
    return Optional.empty();
  }

  /** How it is, for people. */
  static String method(LocalAuthSettings local, RemoteAuthSettings remote) {
    if (local instanceof LocalAuthSettings.Pubkey signs
        && remote instanceof RemoteAuthSettings.Pubkey verifies) {
      List<SignatureScheme> schemes =
          signs.schemes().isEmpty()
              ? verifies.schemes()
              : verifies.schemes().isEmpty() ? signs.schemes() : common(signs, verifies);
      return schemes.isEmpty() ? "signature, by what its key can" : "signature: " + schemes;
    }
    return method(local);
  }

  private static List<SignatureScheme> common(
      LocalAuthSettings.Pubkey signs, RemoteAuthSettings.Pubkey verifies) {
    return signs.schemes().stream().filter(verifies.schemes()::contains).toList();
  }

  private static String method(LocalAuthSettings local) {
    return switch (local) {
      case LocalAuthSettings.Psk psk -> "pre-shared key";
      case LocalAuthSettings.Null none -> "nothing (NULL authentication)";
      case LocalAuthSettings.Pubkey pubkey -> "signature";
      case LocalAuthSettings.Eap eap -> "EAP";
    };
  }

  private static String method(RemoteAuthSettings remote) {
    return switch (remote) {
      case RemoteAuthSettings.Psk psk -> "pre-shared key";
      case RemoteAuthSettings.Null none -> "nothing (NULL authentication)";
      case RemoteAuthSettings.Pubkey pubkey -> "signature";
      case RemoteAuthSettings.Eap eap -> "EAP";
    };
  }
}
