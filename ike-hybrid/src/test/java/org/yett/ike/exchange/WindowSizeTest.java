package org.yett.ike.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.ike.config.EndpointConfig;
import org.yett.ike.endpoint.Command;
import org.yett.ike.endpoint.Command.IkeTarget;
import org.yett.ike.endpoint.OutgoingSeam;
import org.yett.ike.endpoint.OutgoingSeam.Draft;
import org.yett.ike.event.Event;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.NotifyPayload;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;

/** Windows of several requests, and requests beyond them (RFC 7296 2.3). */
class WindowSizeTest {

  private static final IkeTarget NET = new IkeTarget.ByConnection("net");

  private static void ask(TwoEnds.Host host, int times) {
    for (int i = 0; i < times; i++) {
      host.command(new Command.CheckLiveness(100 + i, NET));
    }
  }

  private static long alive(TwoEnds.Host host) {
    return host.events(Event.PeerAlive.class).size();
  }

  @Test
  @Tag("rfc7296:2.3/1")
  @Tag("rfc7296:2.3/3")
  @Tag("rfc7296:2.3/5")
  void aWindowIsToldInFourOctetsAndThePeerUsesItToTheFull() {
    Setups.Seam ofBob = new Setups.Seam();
    TwoEnds ends =
        new TwoEnds(
            EndpointConfig.DEFAULT, EndpointConfig.DEFAULT.withWindow(5), OutgoingSeam.NONE, ofBob);
    ends.alice.load(Connections.alice().build());
    ends.bob.load(Connections.bob().build());
    ends.alice.initiate();
    ends.deliver();
    List<NotifyPayload> told =
        ofBob.last(ExchangeType.IKE_AUTH, NotifyPayload.class).stream()
            .filter(notify -> notify.notifyType().equals(NotifyType.SET_WINDOW_SIZE))
            .toList();
    assertEquals(List.of("00000005"), told.stream().map(n -> n.data().hex()).toList());
    ask(ends.alice, 8);
    List<TwoEnds.Packet> requests = ends.takeWire();
    assertEquals(5, requests.size());
    // In any order; each that is answered makes room for one more.
    requests.reversed().forEach(ends::arrive);
    ends.deliver();
    assertEquals(8, alive(ends.alice));
    // Alice has promised nothing: one at a time.
    ask(ends.bob, 3);
    assertEquals(1, ends.takeWire().size());
  }

  @Test
  @Tag("rfc7296:2.3/8")
  @Tag("rfc7296:2.3/9")
  @Tag("negative")
  void requestsBeyondTheWindowBringNoAnswerAndNoFloodOfNotifications() {
    Setups setups = new Setups(Connections.alice().build(), Connections.bob().build());
    setups.initiated();
    setups.ofAlice.edit = WindowSizeTest::beyondTheWindow;
    int before = setups.ends.bob.sentMessages().size();
    ask(setups.ends.alice, 1);
    TwoEnds.Packet request = setups.ends.takeWire().getFirst();
    for (int i = 0; i < 50; i++) {
      setups.ends.arrive(request);
      setups.ends.pass(Duration.ofMillis(10));
    }
    List<String> sent = setups.ends.bob.sentMessages();
    assertTrue(sent.size() <= before + 1, sent::toString);
    assertTrue(
        sent.subList(before, sent.size()).stream().noneMatch(message -> message.contains("respon")),
        sent::toString);
    HandshakeTest.assertTunnel(setups.ends);
  }

  private static Draft beyondTheWindow(Draft draft) {
    IkeHeader header = draft.header();
    if (!header.exchangeType().equals(ExchangeType.INFORMATIONAL) || header.isResponse()) {
      return draft;
    }
    IkeHeader other =
        IkeHeader.of(
            header.initiatorSpi(),
            header.responderSpi(),
            header.exchangeType(),
            header.flags(),
            header.messageId() + 40);
    return new Draft(other, draft.clear(), draft.inner(), draft.isProtected());
  }
}
