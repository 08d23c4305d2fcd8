package org.yett.bench.ends;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.yett.ike.config.ChildConfig;
import org.yett.ike.config.ChildMode;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.config.FragmentationMode;
import org.yett.ike.config.Identity;
import org.yett.ike.config.IdentityMatch;
import org.yett.ike.config.LocalAuth;
import org.yett.ike.config.RemoteAuth;
import org.yett.ike.config.StartAction;
import org.yett.ike.config.UniquePolicy;
import org.yett.ike.crypto.Secret;
import org.yett.ike.endpoint.Command;
import org.yett.ike.endpoint.Credentials;
import org.yett.ike.endpoint.Input;
import org.yett.ike.negotiate.PolicyProposal;
import org.yett.ike.negotiate.ProposalStrings;
import org.yett.ike.negotiate.ProposalSyntaxException;
import org.yett.ike.negotiate.SelectorSyntaxException;
import org.yett.ike.negotiate.SelectorTemplate;
import org.yett.ike.path.Path;
import org.yett.ike.path.TransportAddress;
import org.yett.spec.iana.ProtocolId;

/** The two ends of a connection with a pre-shared key, as endpoints are configured with them. */
public final class Ends {

  /** The connection's name at both ends. */
  public static final String CONNECTION = "bench";

  /** The child's name at both ends. */
  public static final String CHILD = "net";

  private static final byte[] KEY =
      "a pre-shared key of benchmarks alone".getBytes(StandardCharsets.US_ASCII);

  private Ends() {}

  /** An IKE proposal with AES-256-GCM, HMAC-SHA-384 and these key exchanges, as it is written. */
  public static String proposal(String keyExchanges) {
    return "aes256gcm16-prfsha384-" + keyExchanges;
  }

  /** The connection as one end has it. */
  public static ConnectionConfig connection(String proposal, Identity ours, Identity peer) {
    return connection(CONNECTION, proposal, ours, peer);
  }

  /** The initiator's connection under another name. */
  public static ConnectionConfig initiating(String name, String proposal) {
    return connection(name, proposal, identity(true), identity(false));
  }

  private static ConnectionConfig connection(
      String name, String proposal, Identity ours, Identity peer) {
    try {
      List<PolicyProposal> ike = ProposalStrings.parseList(ProtocolId.IKE, proposal);
      List<PolicyProposal> esp = ProposalStrings.parseList(ProtocolId.ESP, "aes256gcm16-esn-noesn");
      SelectorTemplate all = SelectorTemplate.parse("10.0.0.0/8");
      return new ConnectionConfig(
          name,
          List.of(),
          List.of(),
          ike,
          List.of(),
          new LocalAuth.Psk(ours),
          new RemoteAuth.Psk(new IdentityMatch.Exactly(peer)),
          List.of(
              new ChildConfig(
                  CHILD, esp, List.of(all), List.of(all), ChildMode.TUNNEL, StartAction.NONE)),
          false,
          FragmentationMode.YES,
          UniquePolicy.NO,
          Duration.ZERO);
    } catch (ProposalSyntaxException | SelectorSyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Loads the connection into one end. */
  public static Input load(String proposal, boolean initiator) {
    Identity ours = identity(initiator);
    Identity peer = identity(!initiator);
    return new Input.Commanded(
        new Command.LoadConnections(List.of(connection(proposal, ours, peer))));
  }

  /** Begins a handshake on this path. */
  public static Input initiate(long tag, Path path) {
    return new Input.Commanded(new Command.Initiate(tag, CONNECTION, Optional.of(CHILD), path));
  }

  private static Identity identity(boolean initiator) {
    return Identity.fqdn(initiator ? "initiator.example" : "responder.example");
  }

  /** The initiator's path. */
  public static Path path() {
    return Path.plain(
        new TransportAddress(InetAddress.ofLiteral("192.0.2.1"), Path.IKE_PORT),
        new TransportAddress(InetAddress.ofLiteral("198.51.100.2"), Path.IKE_PORT));
  }

  /** The pre-shared key, for whoever asks. */
  public static Credentials credentials() {
    return (ours, peer) -> Optional.of(Secret.copyOf(KEY));
  }

  /** The same path from the other end. */
  public static Path reversed(Path path) {
    return new Path(path.remote(), path.local(), path.encapsulation());
  }
}
