package org.yett.features.fuzz;

import static org.yett.features.fuzz.FuzzTarget.check;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.yett.ike.config.CookieConfig;
import org.yett.ike.endpoint.EndpointStatus.IkeSaStatus;
import org.yett.ike.endpoint.OutgoingSeam;
import org.yett.ike.endpoint.Output;
import org.yett.ike.path.Path;
import org.yett.ike.path.TransportAddress;
import org.yett.ike.sim.Pair;
import org.yett.ike.sim.PairConfig;
import org.yett.ike.sim.SimDatagram;
import org.yett.ike.sim.SimHost;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Payload;
import org.yett.ike.wire.UnknownPayload;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;
import org.yett.spec.iana.PayloadType;

/** Targets through the door of an endpoint: datagrams of strangers, and of a peer gone mad. */
final class EngineTargets {

  private static final String CHEAP = "aes128gcm16-prfsha256-x25519-ke1_mlkem512";
  private static final Duration SHORT = Duration.ofSeconds(3);

  static final List<FuzzTarget> ALL =
      List.of(
          new FuzzTarget(
              "stranger",
              "Datagrams reach an endpoint with an established IKE SA, whose SPIs they may have",
              EngineTargets::stranger,
              EngineTargets::strangers),
          new FuzzTarget(
              "cookie",
              "An IKE_SA_INIT request returns any COOKIE",
              EngineTargets::cookie,
              () -> List.of(new byte[16], new byte[64])),
          new FuzzTarget(
              "peer",
              "A peer sends any payloads in an authentic message: host and message, exchange, then"
                  + " type, length, body of each",
              EngineTargets::peer,
              EngineTargets::peers));

  private EngineTargets() {}

  private static Pair established() {
    Pair pair =
        Pair.builder(1)
            .both(c -> c.ikeProposals("aes128gcm16-prfsha256-x25519").espProposals("aes128gcm16"))
            .build();
    pair.initiate();
    pair.simulation().runFor(SHORT);
    check(pair.isEstablished(), "the pair is established");
    return pair;
  }

  private static SimDatagram fromStranger(SimHost to, byte[] octets) {
    return new SimDatagram(
        new TransportAddress(InetAddress.ofLiteral("203.0.113.77"), Path.IKE_PORT),
        new TransportAddress(to.seenAddress(), Path.IKE_PORT),
        false,
        Output.Content.IKE,
        Octets.wrap(octets));
  }

  /** The first octet says which SPIs are filled in, and to whom it goes. */
  private static void stranger(byte[] input) {
    if (input.length < 2) {
      return;
    }
    Pair pair = established();
    SimHost to = (input[0] & 1) == 0 ? pair.responder() : pair.initiator();
    byte[] octets = Arrays.copyOfRange(input, 1, input.length);
    if ((input[0] & 2) != 0 && octets.length >= IkeHeader.SIZE) {
      IkeSaStatus sa = to.status().ikeSas().getFirst();
      sa.initiatorSpi().octets().copyTo(octets, 0);
      sa.responderSpi().octets().copyTo(octets, 8);
    }
    pair.simulation().inject(fromStranger(to, octets));
    pair.simulation().runFor(SHORT);
    check(pair.isEstablished(), "an established SA stays, whatever strangers send");
    check(pair.disagreements().isEmpty(), "the ends agree");
    check(pair.simulation().violations().isEmpty(), "nothing is done that must not be");
  }

  private static List<byte[]> strangers() {
    List<byte[]> seeds = new ArrayList<>();
    for (byte[] datagram : Recorded.datagrams()) {
      for (byte how = 0; how < 4; how++) {
        byte[] seed = new byte[datagram.length + 1];
        seed[0] = how;
        System.arraycopy(datagram, 0, seed, 1, datagram.length);
        seeds.add(seed);
      }
    }
    return seeds;
  }

  private static void cookie(byte[] input) {
    if (input.length > 1024) {
      return;
    }
    OutgoingSeam returning =
        draft -> {
          if (!draft.header().exchangeType().equals(ExchangeType.IKE_SA_INIT)) {
            return draft;
          }
          List<Payload> payloads = new ArrayList<>(draft.clear());
          payloads.addFirst(NotifyPayload.of(NotifyType.COOKIE, Octets.wrap(input)));
          return new OutgoingSeam.Draft(draft.header(), payloads, draft.inner(), false);
        };
    Pair pair =
        Pair.builder(1)
            .initiator(c -> c.seam(returning))
            .responder(c -> c.endpoint(e -> e.withCookies(CookieConfig.ALWAYS)))
            .both(c -> c.ikeProposals("aes128gcm16-prfsha256-x25519"))
            .build();
    pair.initiate();
    pair.simulation().runFor(SHORT);
    check(pair.responder().status().ikeSas().isEmpty(), "no cookie can be guessed");
    check(pair.responder().status().halfOpen() == 0, "nothing is kept for who guesses");
  }

  /**
   * The first octet says which host and which of its messages, and whether its own payloads stay;
   * the second the exchange, if it is to be another.
   */
  private static void peer(byte[] input) {
    if (input.length < 2) {
      return;
    }
    boolean byInitiator = (input[0] & 1) == 0;
    boolean keeps = (input[0] & 2) != 0;
    int ordinal = (input[0] >>> 2 & 7) + 1;
    OutgoingSeam mad = new MadPeer(ordinal, keeps, Byte.toUnsignedInt(input[1]), payloads(input));
    Pair.Builder builder =
        Pair.builder(1).both(c -> c.ikeProposals(CHEAP).patience(Duration.ofSeconds(60)));
    Pair pair = madden(builder, byInitiator, mad).build();
    pair.initiate();
    pair.simulation().runFor(SHORT);
    SimHost host = byInitiator ? pair.initiator() : pair.responder();
    pair.checkLiveness(host);
    pair.simulation().runFor(SHORT);
    pair.terminateChild(host);
    pair.simulation().runFor(SHORT);
    pair.terminate(pair.peerOf(host));
    pair.simulation().runFor(Duration.ofMinutes(10));
    SimHost sane = pair.peerOf(host);
    check(sane.status().ikeSas().isEmpty(), "what is terminated goes: " + sane.status().ikeSas());
    check(sane.footprint().isEmpty(), "nothing is left: " + sane.footprint().held());
    check(sane.childSas().inbound().isEmpty(), "no Child SA is left");
    check(!sane.hasTimer(), "no timer is left");
  }

  private static Pair.Builder madden(Pair.Builder builder, boolean initiator, OutgoingSeam mad) {
    return initiator ? builder.initiator(c -> seam(c, mad)) : builder.responder(c -> seam(c, mad));
  }

  private static void seam(PairConfig config, OutgoingSeam seam) {
    config.seam(seam);
  }

  /**
   * Each payload is its type, its length in two octets, whose highest bit is critical, its body.
   */
  private static List<Payload> payloads(byte[] input) {
    List<Payload> payloads = new ArrayList<>();
    int at = 2;
    while (at + 3 <= input.length && payloads.size() < 40) {
      int type = Byte.toUnsignedInt(input[at]);
      int length = (input[at + 1] & 0x7f) << 8 | Byte.toUnsignedInt(input[at + 2]);
      int end = Math.min(input.length, at + 3 + length);
      payloads.add(
          new UnknownPayload(
              new PayloadType(type),
              input[at + 1] < 0,
              Octets.wrap(Arrays.copyOfRange(input, at + 3, end))));
      at = end;
    }
    return payloads;
  }

  private static List<byte[]> peers() {
    List<byte[]> seeds = new ArrayList<>();
    for (var observed : Recorded.messages()) {
      ByteArrayOutputStream seed = new ByteArrayOutputStream();
      int ordinal = (int) Math.min(7, observed.message().header().messageId());
      int host = observed.from().equals("initiator") ? 0 : 1;
      seed.write(ordinal << 2 | host);
      seed.write(0);
      for (var placed : observed.message().placed()) {
        int length = placed.body().size();
        seed.write(placed.payload().type().value());
        seed.write(length >>> 8);
        seed.write(length);
        seed.writeBytes(placed.body().toArray());
      }
      seeds.add(seed.toByteArray());
    }
    return seeds;
  }

  /** Changes one message of its host. */
  private static final class MadPeer implements OutgoingSeam {
    private final int ordinal;
    private final boolean keeps;
    private final int exchange;
    private final List<Payload> payloads;
    private int sent;

    private MadPeer(int ordinal, boolean keeps, int exchange, List<Payload> payloads) {
      this.ordinal = ordinal;
      this.keeps = keeps;
      this.exchange = exchange;
      this.payloads = payloads;
    }

    @Override
    public Draft edit(Draft draft) {
      if (++sent != ordinal) {
        return draft;
      }
      IkeHeader old = draft.header();
      IkeHeader header =
          exchange == 0
              ? old
              : IkeHeader.of(
                  old.initiatorSpi(),
                  old.responderSpi(),
                  new ExchangeType(exchange),
                  old.flags(),
                  old.messageId());
      List<Payload> edited =
          new ArrayList<>(
              keeps ? (draft.isProtected() ? draft.inner() : draft.clear()) : List.of());
      edited.addAll(payloads);
      if (edited.isEmpty() && !draft.isProtected()) {
        // There is no message in clear without payloads.
        return draft;
      }
      return draft.isProtected()
          ? new Draft(header, draft.clear(), edited, true)
          : new Draft(header, edited, draft.inner(), false);
    }
  }
}
