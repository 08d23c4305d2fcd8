package org.yett.ike.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.yett.ike.config.ChildConfig;
import org.yett.ike.config.ChildMode;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.config.EndpointConfig;
import org.yett.ike.config.StartAction;
import org.yett.ike.endpoint.OutgoingSeam;
import org.yett.ike.negotiate.ProposalStrings;
import org.yett.ike.negotiate.ProposalSyntaxException;
import org.yett.ike.negotiate.SelectorSyntaxException;
import org.yett.ike.negotiate.SelectorTemplate;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Payload;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;
import org.yett.spec.iana.ProtocolId;

/** Two ends whose messages are kept as they were composed, and may be edited before. */
final class Setups {

  final Seam ofAlice = new Seam();
  final Seam ofBob = new Seam();
  final TwoEnds ends = new TwoEnds(EndpointConfig.DEFAULT, EndpointConfig.DEFAULT, ofAlice, ofBob);

  /** Keeps what one end composes. */
  static final class Seam implements OutgoingSeam {
    final List<Draft> sent = new ArrayList<>();
    UnaryOperator<Draft> edit = draft -> draft;

    @Override
    public Draft edit(Draft draft) {
      Draft edited = edit.apply(draft);
      sent.add(edited);
      return edited;
    }

    /** The payloads of the last message of an exchange. */
    List<Payload> last(ExchangeType exchange) {
      Draft found =
          sent.stream()
              .filter(draft -> draft.header().exchangeType().equals(exchange))
              .reduce((first, second) -> second)
              .orElseThrow(() -> new AssertionError("no " + exchange));
      return found.isProtected() ? found.inner() : found.clear();
    }

    <P extends Payload> List<P> last(ExchangeType exchange, Class<P> kind) {
      return last(exchange).stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    boolean lastHas(ExchangeType exchange, NotifyType type) {
      return last(exchange, NotifyPayload.class).stream()
          .anyMatch(notify -> notify.notifyType().equals(type));
    }
  }

  Setups(ConnectionConfig alice, ConnectionConfig bob) {
    ends.alice.load(alice);
    ends.bob.load(bob);
  }

  Setups initiated() {
    ends.alice.initiate();
    ends.deliver();
    return this;
  }

  static ChildConfig child(String name, String local, String remote) {
    return child(name, "aes256gcm16", local, remote, ChildMode.TUNNEL);
  }

  static ChildConfig child(
      String name, String proposals, String local, String remote, ChildMode mode) {
    try {
      return new ChildConfig(
          name,
          ProposalStrings.parseList(ProtocolId.ESP, proposals),
          templates(local),
          templates(remote),
          mode,
          StartAction.NONE);
    } catch (ProposalSyntaxException | SelectorSyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static List<SelectorTemplate> templates(String list) throws SelectorSyntaxException {
    List<SelectorTemplate> templates = new ArrayList<>();
    for (String text : Arrays.asList(list.split(","))) {
      templates.add(SelectorTemplate.parse(text.strip()));
    }
    return templates;
  }

  static ConnectionConfig alice(ChildConfig... children) {
    return Connections.alice().build().withChildren(List.of(children));
  }

  static ConnectionConfig bob(ChildConfig... children) {
    return Connections.bob().build().withChildren(List.of(children));
  }

  /** The selectors of the only Child SA of a host: local, then remote. */
  static String traffic(TwoEnds.Host host) {
    var childSa = host.inbound.values().iterator().next();
    return childSa.localSelectors() + " === " + childSa.remoteSelectors();
  }
}
