package org.yett.gateway.vici;

import java.util.Optional;
import org.yett.gateway.control.GatewayControl;

/** Finds the command that a request names. */
final class ViciCommands implements ViciSession.Commands {

  private final GatewayControl control;
  private final QueryCommands queries;
  private final ControlCommands controls;
  private final LoadCommands loads;
  private final CredentialCommands credentials;

  ViciCommands(GatewayControl control) {
    this.control = control;
    this.queries = new QueryCommands(control);
    this.controls = new ControlCommands(control);
    this.credentials = new CredentialCommands(control);
    this.loads = new LoadCommands(control, credentials);
  }

  @Override
  public Optional<ViciMessage> execute(String command, ViciMessage request, ViciSession session)
      throws InterruptedException {
    return switch (command) {
      case "version" -> Optional.of(queries.version());
      case "stats" -> Optional.of(queries.statistics());
      case "list-sas" -> Optional.of(queries.listSas(request, session));
      case "list-conns" -> Optional.of(queries.listConnections(request, session));
      case "get-conns" -> Optional.of(queries.connectionNames());
      case "get-shared" -> Optional.of(queries.secretNames());
      case "get-counters" -> Optional.of(queries.counters(request));
      case "reset-counters" -> Optional.of(resetCounters(request));
      case "initiate" -> Optional.of(controls.initiate(request, session));
      case "terminate" -> Optional.of(controls.terminate(request, session));
      case "reload-settings" ->
          Optional.of(Replies.of(control.reload(), "no configuration file", reason -> reason));
      case "load-conn" -> Optional.of(loads.loadConnection(request));
      case "unload-conn" -> Optional.of(loads.unloadConnection(request));
      case "load-shared" -> Optional.of(loads.loadShared(request));
      case "unload-shared" -> Optional.of(loads.unloadShared(request));
      case "clear-creds" -> Optional.of(Replies.of(control.clearSecrets(), "", reason -> reason));
      case "flush-certs" -> Optional.of(credentials.flush());
      case "load-cert" -> Optional.of(credentials.loadCertificate(request));
      case "list-certs" -> Optional.of(credentials.listCertificates(request, session));
      case "load-key" -> Optional.of(credentials.loadKey(request));
      case "unload-key" -> Optional.of(credentials.unloadKey(request));
      case "get-keys" -> Optional.of(credentials.keys());
      case "load-authority" -> Optional.of(credentials.loadAuthority(request));
      case "unload-authority" -> Optional.of(credentials.unloadAuthority(request));
      case "get-authorities" -> Optional.of(credentials.authorityNames());
      case "list-authorities" -> Optional.of(credentials.listAuthorities(request, session));
      case "get-pools" -> Optional.of(queries.pools(request));
      case "list-policies" -> Optional.of(ViciMessage.EMPTY);
      case "load-token" -> Optional.of(Replies.failure("keys in tokens are not supported"));
      case "load-pool" ->
          Optional.of(Replies.failure("pools of addresses come from the configuration file"));
      case "redirect" -> Optional.of(controls.redirect(request));
      case "rekey" -> Optional.of(controls.rekey(request));
      default -> Optional.empty();
    };
  }

  private ViciMessage resetCounters(ViciMessage request) {
    Optional<String> name =
        QueryCommands.isYes(request.text("all")) ? Optional.empty() : request.text("name");
    return Replies.of(
        control.resetCounters(name),
        "no counters found for connection '" + name.orElse("") + "'",
        reason -> reason);
  }
}
