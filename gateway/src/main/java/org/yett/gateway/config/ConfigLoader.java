package org.yett.gateway.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.gateway.config.settings.Setting;
import org.yett.gateway.config.settings.SettingsParser;
import org.yett.gateway.config.settings.SettingsProblem;
import org.yett.gateway.config.settings.SettingsResult;
import org.yett.gateway.config.settings.SettingsTree;
import org.yett.gateway.config.settings.SettingsView;
import org.yett.ike.config.AddressPool;
import org.yett.ike.config.IdentityMatch;

/** Reads and checks a configuration. */
public final class ConfigLoader {

  private ConfigLoader() {}

  /** Reads a file and what it includes. */
  public static ConfigResult load(Path file) {
    return load(SettingsParser.parse(file), file.toAbsolutePath().getParent());
  }

  /**
   * Reads text.
   *
   * @param name what to call it in messages
   * @param text the settings
   * @param base directory for relative includes
   */
  public static ConfigResult load(String name, String text, Path base) {
    return load(SettingsParser.parse(name, text, base), base);
  }

  private static ConfigResult load(SettingsResult result, Path base) {
    Diagnostics diagnostics = new Diagnostics();
    switch (result) {
      case SettingsResult.Failed failed -> {
        for (SettingsProblem problem : failed.errors()) {
          diagnostics.error(problem.position(), problem.message());
        }
        return new ConfigResult.Rejected(diagnostics.sorted());
      }
      case SettingsResult.Parsed parsed -> {
        for (SettingsProblem problem : parsed.warnings()) {
          diagnostics.warning(problem.position(), problem.message());
        }
        return load(parsed.tree(), diagnostics, base);
      }
    }
  }

  private static ConfigResult load(SettingsTree tree, Diagnostics diagnostics, Path base) {
    SettingsView root = tree.root();
    new KeyValidator(diagnostics).validate(root, List.of());
    DaemonSettings daemon = new DaemonReader(diagnostics).read(root);
    SecretReader secretReader = new SecretReader(diagnostics);
    List<SharedSecret> secrets = root.section("secrets").map(secretReader::read).orElse(List.of());
    List<SharedSecret> ppks = root.section("secrets").map(secretReader::readPpks).orElse(List.of());
    List<SharedSecret> passwords =
        root.section("secrets").map(secretReader::readEap).orElse(List.of());
    CredentialFiles files = new CredentialFiles(base, diagnostics);
    LoadedCredentials credentials =
        new CredentialReader(files, diagnostics).read(root).withSecrets(ppks, passwords);
    List<ConnectionSettings> connections = new ArrayList<>();
    ConnectionReader reader = new ConnectionReader(diagnostics, daemon, files);
    for (SettingsView section :
        root.section("connections").map(SettingsView::sections).orElse(List.of())) {
      reader.read(section).ifPresent(connections::add);
    }
    PoolReader poolReader = new PoolReader(diagnostics);
    List<AddressPool> pools = root.section("pools").map(poolReader::read).orElse(List.of());
    unknownPools(root, diagnostics);
    if (!secretReader.refusedAny()) {
      missingSecrets(connections, new PreSharedKeys(secrets), diagnostics);
    }
    // What is missing may be what another mistake has kept out.
    for (ConnectionSettings connection :
        diagnostics.hasErrors() ? List.<ConnectionSettings>of() : connections) {
      CredentialChecks.check(connection, credentials, diagnostics);
    }
    if (diagnostics.hasErrors()) {
      secrets.forEach(secret -> secret.value().close());
      ppks.forEach(secret -> secret.value().close());
      passwords.forEach(secret -> secret.value().close());
      return new ConfigResult.Rejected(diagnostics.sorted());
    }
    return new ConfigResult.Loaded(
        new GatewayConfig(daemon, connections, pools, secrets, credentials, tree.files()),
        diagnostics.sorted());
  }

  private static void unknownPools(SettingsView root, Diagnostics diagnostics) {
    List<String> known =
        root.section("pools").map(SettingsView::sections).orElse(List.of()).stream()
            .map(SettingsView::name)
            .toList();
    for (SettingsView section :
        root.section("connections").map(SettingsView::sections).orElse(List.of())) {
      Optional<Setting> pools = section.setting("pools");
      for (String name : pools.map(s -> ValueSyntax.list(s.value())).orElse(List.of())) {
        if (!known.contains(name)) {
          diagnostics.error(
              pools.orElseThrow().valuePosition(),
              "there is no pool '" + name + "': expected one of " + known);
        }
      }
    }
  }

  private static void missingSecrets(
      List<ConnectionSettings> connections, PreSharedKeys keys, Diagnostics diagnostics) {
    for (ConnectionSettings connection : connections) {
      if (connection.auth().usesPreSharedKeys()
          && !keys.anyFor(connection.localId(), connection.remoteId())) {
        diagnostics.error(
            connection.position(),
            "connection '"
                + connection.name()
                + "' authenticates by pre-shared key, and there is none for '"
                + connection.localId()
                + "' and "
                + peer(connection.remoteId())
                + ": expected a section ike... of secrets with "
                + owner(connection.remoteId())
                + "secret = ...");
      }
    }
  }

  private static String peer(IdentityMatch match) {
    return switch (match) {
      case IdentityMatch.Any any -> "any peer";
      case IdentityMatch.Exactly exactly -> "'" + exactly + "'";
      case IdentityMatch.Pattern pattern -> "'" + pattern + "'";
    };
  }

  private static String owner(IdentityMatch match) {
    return switch (match) {
      case IdentityMatch.Any any -> "";
      case IdentityMatch.Exactly exactly -> "id = " + exactly + " and ";
      case IdentityMatch.Pattern pattern -> "";
    };
  }

  /**
   * Checks one connection that came from elsewhere than a file.
   *
   * @param settings settings whose section {@code connections} holds the connection alone
   * @param name the connection's name
   * @param daemon what holds for the gateway as a whole
   */
  public static ConnectionResult connection(
      SettingsTree settings, String name, DaemonSettings daemon) {
    Diagnostics diagnostics = new Diagnostics();
    new KeyValidator(diagnostics).validate(settings.root(), List.of());
    Optional<ConnectionSettings> connection =
        settings
            .root()
            .section("connections")
            .flatMap(connections -> connections.section(name))
            .flatMap(
                new ConnectionReader(
                        diagnostics, daemon, new CredentialFiles(Path.of("."), diagnostics))
                    ::read);
    return connection.isPresent() && !diagnostics.hasErrors()
        ? new ConnectionResult.Read(connection.get(), diagnostics.sorted())
        : new ConnectionResult.Refused(diagnostics.sorted());
  }

  /** What reading one connection gave. */
  public sealed interface ConnectionResult {
    /**
     * It can be used.
     *
     * @param connection the connection
     * @param warnings what has no effect
     */
    record Read(ConnectionSettings connection, List<Diagnostic> warnings)
        implements ConnectionResult {}

    /**
     * It cannot be used.
     *
     * @param diagnostics why
     */
    record Refused(List<Diagnostic> diagnostics) implements ConnectionResult {}
  }
}
