package org.yett.ike.exchange;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.config.CrashDetectionConfig;
import org.yett.ike.config.EndpointConfig;
import org.yett.ike.config.IkeLifetimes;
import org.yett.ike.config.ResumptionConfig;
import org.yett.ike.crypto.Secret;
import org.yett.ike.endpoint.Command;
import org.yett.ike.wire.Flags;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.MessageEncoder;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Side;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;
import org.yett.spec.iana.PayloadType;

/** Tickets and tokens in the hands of those who keep them (RFC 5723, RFC 6290 9). */
class KeptSecretsTest {

  private static final Command.IkeTarget NET = new Command.IkeTarget.ByConnection("net");

  private final Setups.Seam ofAlice = new Setups.Seam();
  private final Setups.Seam ofBob = new Setups.Seam();

  private TwoEnds established(EndpointConfig config, ConnectionConfig alice) {
    TwoEnds ends = new TwoEnds(config, config, ofAlice, ofBob);
    ends.alice.load(alice);
    ends.bob.load(Connections.bob().build());
    ends.alice.initiate();
    ends.deliver();
    HandshakeTest.assertTunnel(ends);
    return ends;
  }

  private static EndpointConfig resuming() {
    return EndpointConfig.DEFAULT.withExtensions(
        EndpointConfig.DEFAULT.extensions().withResumption(ResumptionConfig.ON));
  }

  private static String secretText() {
    return "0123456789abcdef0123456789abcdef";
  }

  private static EndpointConfig makingTokens() {
    Secret secret =
        Secret.adopt(
            Arrays.copyOf(
                secretText().getBytes(StandardCharsets.US_ASCII),
                CrashDetectionConfig.SECRET_LENGTH));
    return EndpointConfig.DEFAULT.withExtensions(
        EndpointConfig.DEFAULT
            .extensions()
            .withCrashDetection(new CrashDetectionConfig(true, List.of(secret))));
  }

  private static Octets sent(Setups.Seam seam, NotifyType type) {
    return seam.last(ExchangeType.IKE_AUTH, NotifyPayload.class).stream()
        .filter(notify -> notify.notifyType().equals(type))
        .findFirst()
        .orElseThrow()
        .data();
  }

  /** Everything that a host shows of itself: its state, and what it has told. */
  private static String shown(TwoEnds.Host host) {
    return host.status() + "\n" + host.events + "\n" + host.endpoint;
  }

  private static void assertHidden(Octets secret, TwoEnds.Host host) {
    String shown = shown(host);
    String hex = secret.hex();
    assertFalse(shown.contains(hex.substring(0, Math.min(24, hex.length()))), shown);
    assertFalse(shown.contains(Arrays.toString(secret.toArray())), shown);
  }

  @Test
  @Tag("rfc5723:9.7/1")
  void aTicketShowsNowhereInWhatItsKeeperTellsOfItself() {
    TwoEnds ends = established(resuming(), Connections.alice().build());
    Octets ticket = sent(ofBob, NotifyType.TICKET_LT_OPAQUE).from(4);
    assertHidden(ticket, ends.alice);
    // Nor is it ever sent but to resume: it is not in what the client says while the IKE SA stands.
    ends.alice.command(new Command.CheckLiveness(5, NET));
    ends.deliver();
    assertTrue(ofAlice.sent.stream().noneMatch(draft -> holds(draft.inner(), ticket)));
    assertTrue(ofAlice.sent.stream().noneMatch(draft -> holds(draft.clear(), ticket)));
  }

  private static boolean holds(List<org.yett.ike.wire.Payload> payloads, Octets data) {
    return payloads.stream()
        .anyMatch(payload -> payload instanceof NotifyPayload n && n.data().equals(data));
  }

  @Test
  @Tag("rfc6290:9.1/4")
  @Tag("rfc6290:9.1/5")
  void tokensAndTheSecretBehindThemShowNowhere() {
    TwoEnds ends = established(makingTokens(), Connections.alice().build());
    for (Setups.Seam seam : List.of(ofAlice, ofBob)) {
      Octets token = sent(seam, NotifyType.QUICK_CRASH_DETECTION);
      assertHidden(token, ends.alice);
      assertHidden(token, ends.bob);
    }
    assertFalse(makingTokens().toString().contains(secretText()));
    assertHidden(Octets.wrap(secretText().getBytes(StandardCharsets.US_ASCII)), ends.alice);
  }

  @Test
  @Tag("rfc5723:9.4/1")
  @Tag("negative")
  void whatNobodyHasAuthenticatedLeadsToNoResumption() {
    TwoEnds ends = established(resuming(), Connections.alice().build());
    IkeHeader header =
        IkeHeader.of(
            ends.alice.only().initiatorSpi(),
            ends.alice.only().responderSpi(),
            ExchangeType.INFORMATIONAL,
            Flags.response(Side.RESPONDER),
            0);
    for (NotifyType told : List.of(NotifyType.INVALID_IKE_SPI, NotifyType.INVALID_SPI)) {
      Octets message = MessageEncoder.encodeClear(header, List.of(NotifyPayload.of(told))).octets();
      for (int i = 0; i < 10; i++) {
        ends.arrive(new TwoEnds.Packet(ends.bob, ends.alice, ends.bob.path(), message, i));
        ends.pass(Duration.ofSeconds(1));
      }
    }
    HandshakeTest.assertTunnel(ends);
    assertFalse(ends.alice.sentMessages().contains("IKE_SESSION_RESUME request 0"));
  }

  @Test
  @Tag("rfc5723:4.3.3/3")
  void noCertificateTravelsInTheIkeAuthOfAResumption() {
    TwoEnds ends = established(resuming(), Connections.alice().build());
    ends.loses = packet -> true;
    ends.alice.command(new Command.CheckLiveness(7, NET));
    ends.pass(Duration.ofSeconds(200));
    ends.loses = packet -> false;
    ends.alice.initiate();
    ends.deliver();
    assertTrue(ends.alice.only().posture().orElseThrow().resumed());
    for (Setups.Seam seam : List.of(ofAlice, ofBob)) {
      assertTrue(
          seam.last(ExchangeType.IKE_AUTH).stream()
              .noneMatch(payload ->
                  payload.type().equals(PayloadType.CERT)
                      || payload.type().equals(PayloadType.CERTREQ)));
    }
  }

  @Test
  @Tag("rfc5723:6.2/6")
  void theKeyOfATicketOutlivesIkeSas() {
    Duration hours = Duration.ofHours(20);
    ConnectionConfig alice =
        Connections.alice().build().withLifetimes(IkeLifetimes.rekeying(Duration.ofHours(4)));
    EndpointConfig config =
        EndpointConfig.DEFAULT.withExtensions(
            EndpointConfig.DEFAULT
                .extensions()
                .withResumption(ResumptionConfig.ON.withLifetimes(hours, Duration.ofHours(24))));
    TwoEnds ends = established(config, alice);
    // Five times the life of an IKE SA later, a ticket of the first day is still good.
    ends.loses = packet -> true;
    ends.alice.command(new Command.CheckLiveness(7, NET));
    ends.pass(hours.minus(Duration.ofMinutes(5)));
    ends.loses = packet -> false;
    ends.alice.initiate();
    ends.deliver();
    assertTrue(ends.alice.only().posture().orElseThrow().resumed());
    assertTrue(
        ResumptionConfig.ON.keyLifetime().compareTo(ResumptionConfig.ON.ticketLifetime()) > 0);
    assertThrows(
        IllegalArgumentException.class,
        () -> ResumptionConfig.ON.withLifetimes(Duration.ofHours(2), Duration.ofHours(1)));
  }
}
