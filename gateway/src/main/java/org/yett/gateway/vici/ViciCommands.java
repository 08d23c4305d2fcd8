package org.yett.gateway.vici;

import java.util.List;
import java.util.Optional;
import org.yett.gateway.control.GatewayControl;

/** Finds the command that a request names. */
final class ViciCommands implements ViciSession.Commands {

  private static final String CERTIFICATES =
      "certificates and private keys are not supported by this version";

  private final GatewayControl control;
  private final QueryCommands queries;
  private final ControlCommands controls;
  private final LoadCommands loads;

  ViciCommands(GatewayControl control) {
    this.control = control;
    this.queries = new QueryCommands(control);
    this.controls = new ControlCommands(control);
    this.loads = new LoadCommands(control);
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
      case "flush-certs" -> Optional.of(Replies.success());
      // What a client asks before it loads: there are none of these.
      case "get-keys" -> Optional.of(ViciMessage.builder().list("keys", List.of()).build());
      case "get-authorities" ->
          Optional.of(ViciMessage.builder().list("authorities", List.of()).build());
      case "get-pools" -> Optional.of(queries.pools(request));
      case "list-certs", "list-authorities", "list-policies" -> Optional.of(ViciMessage.EMPTY);
      case "load-cert", "load-key", "load-token", "load-authority" ->
          Optional.of(Replies.failure(CERTIFICATES));
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
