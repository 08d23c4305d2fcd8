package org.yett.ike.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.config.Identity;
import org.yett.ike.config.IdentityMatch;
import org.yett.ike.config.LocalAuth;
import org.yett.ike.config.RemoteAuth;
import org.yett.ike.config.UniquePolicy;
import org.yett.ike.endpoint.ChildSa;
import org.yett.ike.event.Event;
import org.yett.ike.exchange.SignatureAuthTest.Recorder;
import org.yett.ike.wire.IdPayload;
import org.yett.spec.iana.IdType;

/** Ends that do not authenticate (RFC 7619), beside those that do. */
class NullAuthTest {

  private static final RemoteAuth ANYBODY = new RemoteAuth.Null(new IdentityMatch.Any());

  private static ConnectionConfig anonymous(Identity identity) {
    return Connections.alice()
        .unique(UniquePolicy.REPLACE)
        .build()
        .withFirstRounds(new LocalAuth.Null(identity), ANYBODY);
  }

  /** For whoever comes: a part of Bob's network alone. */
  private static ConnectionConfig forAnybody() {
    return Connections.bob()
        .selecting("10.2.9.0/24", "10.1.0.0/16")
        .unique(UniquePolicy.REPLACE)
        .named("anybody")
        .withFirstRounds(new LocalAuth.Null(Identity.fqdn("bob")), ANYBODY);
  }

  private static List<String> connections(TwoEnds.Host host) {
    return host.status().ikeSas().stream().map(sa -> sa.connection().orElse("?")).toList();
  }

  @Test
  @Tag("rfc7619:2.2/1")
  void nobodyInParticularHasAnIdentityWithoutData() {
    Recorder recorder = new Recorder();
    TwoEnds ends = recorder.ends();
    ends.alice.load(anonymous(Identity.of(IdType.NULL, new byte[0])));
    ends.bob.load(forAnybody());
    ends.alice.initiate();
    ends.deliver();
    assertTrue(ends.bob.established());
    IdPayload id = recorder.payloads(IdPayload.class).getFirst();
    assertEquals(IdType.NULL, id.idType());
    assertEquals(0, id.data().size());
    assertEquals("%null", ends.bob.only().peer().orElseThrow().toString());
  }

  @Test
  @Tag("rfc7619:2.4/1")
  @Tag("rfc7619:3.3/1")
  @Tag("rfc7619:A/1")
  void anUnauthenticatedPeerGetsWhatIsForSuchPeersAlone() {
    TwoEnds ends = new TwoEnds();
    ends.bob.load(Connections.bob().named("friends"), forAnybody());
    ends.alice.load(anonymous(Identity.fqdn("alice")));
    ends.alice.initiate();
    ends.deliver();
    assertEquals(List.of("anybody"), connections(ends.bob));
    ChildSa child = ends.bob.inbound.values().iterator().next();
    assertEquals("[10.2.9.0/24]", child.localSelectors().toString());
  }

  @Test
  @Tag("rfc7619:2.4/1")
  @Tag("rfc7619:3.3/1")
  @Tag("negative")
  void withoutAConnectionForThemUnauthenticatedPeersAreRefused() {
    TwoEnds ends = new TwoEnds();
    ends.bob.load(Connections.bob().named("friends"));
    ends.alice.load(anonymous(Identity.fqdn("alice")));
    ends.alice.initiate();
    ends.deliver();
    assertFalse(ends.bob.established());
    assertFalse(ends.alice.established());
  }

  @Test
  @Tag("rfc7619:2.2/3")
  @Tag("rfc7619:2.3/1")
  @Tag("rfc7619:3.3/1")
  @Tag("negative")
  void whoClaimsAnIdentityWithoutProofReplacesNobodyOfThatIdentity() {
    Recorder recorder = new Recorder();
    TwoEnds ends = recorder.ends();
    ends.bob.load(Connections.bob().unique(UniquePolicy.REPLACE).named("friends"), forAnybody());
    ends.alice.load(Connections.alice().build());
    ends.alice.initiate();
    ends.deliver();
    assertEquals(List.of("friends"), connections(ends.bob));
    TwoEnds.Host impostor = ends.restart(ends.alice);
    impostor.load(anonymous(Identity.fqdn("alice")));
    impostor.initiate();
    ends.deliver();
    assertTrue(impostor.established());
    assertEquals(List.of("anybody", "friends"), connections(ends.bob).stream().sorted().toList());
    assertEquals(List.of(), ends.bob.events(Event.IkeSaDeleted.class));
  }
}
