package org.yett.gateway.vici;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yett.gateway.config.ConfigLoader;
import org.yett.gateway.config.ConfigLoader.ConnectionResult;
import org.yett.gateway.config.Diagnostic;
import org.yett.gateway.config.SecretLoader;
import org.yett.gateway.config.SecretLoader.SecretResult;
import org.yett.gateway.config.settings.SettingsBuilder;
import org.yett.gateway.control.GatewayControl;
import org.yett.gateway.control.Outcome;

/**
 * Commands that load connections and secrets into the running gateway: what {@code swanctl
 * --load-all} does.
 */
final class LoadCommands {

  private static final Logger LOG = LoggerFactory.getLogger(LoadCommands.class);

  /** Lists whose items are the content of files. */
  private static final Set<String> FILES = Set.of("certs", "cacerts", "pubkeys");

  private final GatewayControl control;
  private final CredentialCommands credentials;

  LoadCommands(GatewayControl control, CredentialCommands credentials) {
    this.control = control;
    this.credentials = credentials;
  }

  ViciMessage loadConnection(ViciMessage request) {
    List<ViciMessage.Section> sections = request.sections();
    if (sections.size() != 1) {
      return Replies.failure("expected one connection, found " + sections.size());
    }
    String name = sections.getFirst().name();
    SettingsBuilder settings = SettingsBuilder.of("load-conn");
    copy(sections.getFirst().content(), settings.section("connections").section(name));
    return switch (ConfigLoader.connection(settings.build(), name, control.daemonSettings())) {
      case ConnectionResult.Refused refused -> Replies.failure(errors(refused.diagnostics()));
      case ConnectionResult.Read read -> {
        for (Diagnostic warning : read.warnings()) {
          LOG.warn("connection '{}': {}", name, warning.message());
        }
        yield reply(control.loadConnection(read.connection()), name);
      }
    };
  }

  /** Lists become what they are in a file: entries with commas between them. */
  private static void copy(ViciMessage message, SettingsBuilder into) {
    for (ViciMessage.Entry entry : message.entries()) {
      switch (entry) {
        case ViciMessage.KeyValue kv -> into.put(kv.name(), kv.text());
        case ViciMessage.Items items when FILES.contains(items.name()) ->
            into.put(
                items.name(),
                items.items().stream()
                    .map(o -> "0s" + Base64.getEncoder().encodeToString(o))
                    .collect(Collectors.joining(", ")));
        case ViciMessage.Items items -> into.put(items.name(), String.join(", ", items.texts()));
        case ViciMessage.Section section -> copy(section.content(), into.section(section.name()));
      }
    }
  }

  private static String errors(List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .filter(d -> d.severity() == Diagnostic.Severity.ERROR)
        .map(Diagnostic::message)
        .collect(Collectors.joining("; "));
  }

  ViciMessage unloadConnection(ViciMessage request) {
    Optional<String> name = request.text("name");
    if (name.isEmpty()) {
      return Replies.failure("missing connection name");
    }
    return reply(control.unloadConnection(name.get()), name.get());
  }

  private static ViciMessage reply(Outcome outcome, String name) {
    return Replies.of(outcome, "connection '" + name + "' not found", reason -> reason);
  }

  ViciMessage loadShared(ViciMessage request) {
    Optional<String> type = request.text("type").map(t -> t.toLowerCase(Locale.ROOT));
    Optional<byte[]> data = request.value("data");
    if (type.isEmpty()) {
      return Replies.failure("shared key type missing");
    }
    if (data.isEmpty() || data.get().length == 0) {
      return Replies.failure("shared key data missing");
    }
    if (type.get().equals("ppk")) {
      List<String> ids = request.list("owners");
      return credentials.loadPpk(
          request.text("id").orElseGet(() -> "ppk-" + String.join("+", ids)), data.get(), ids);
    }
    if (type.get().equals("eap")) {
      List<String> ids = request.list("owners");
      return credentials.loadEapPassword(
          request.text("id").orElseGet(() -> "eap-" + String.join("+", ids)), data.get(), ids);
    }
    if (!type.get().equals("ike")) {
      return switch (type.get()) {
        case "xauth", "ntlm" ->
            Replies.failure("secrets of type " + type.get() + " are not supported by this version");
        default -> Replies.failure("invalid shared key type: " + type.get());
      };
    }
    List<String> owners = new ArrayList<>(request.list("owners"));
    String name = request.text("id").orElseGet(() -> "vici-" + String.join("+", owners));
    return switch (SecretLoader.load(name, data.get(), owners)) {
      case SecretResult.Refused refused -> Replies.failure(refused.reason());
      case SecretResult.Read read ->
          Replies.of(control.loadSecret(read.secret()), "", reason -> reason);
    };
  }

  ViciMessage unloadShared(ViciMessage request) {
    Optional<String> id = request.text("id");
    if (id.isEmpty()) {
      return Replies.failure("unique identifier missing");
    }
    return Replies.of(
        control.unloadSecret(id.get()),
        "shared key '" + id.get() + "' not found",
        reason -> reason);
  }
}
