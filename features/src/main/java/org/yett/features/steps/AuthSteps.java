package org.yett.features.steps;

import io.cucumber.java.en.Then;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.yett.features.capture.Capture;
import org.yett.features.capture.CapturedHandshake;
import org.yett.features.capture.CapturedMessage;
import org.yett.features.reference.ReferenceAuth;
import org.yett.features.reference.ReferenceAuth.Authenticated;
import org.yett.features.reference.ReferenceAuth.Chunks;
import org.yett.features.reference.ReferenceKeys;
import org.yett.features.reference.ReferencePrf;
import org.yett.features.subject.Testbed;
import org.yett.ike.wire.AuthPayload;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Payload;
import org.yett.ike.wire.Side;
import org.yett.spec.iana.ExchangeType;

/** What AUTH payloads cover, computed anew from what was on the wire. */
public final class AuthSteps {

  private final World world;

  AuthSteps(World world) {
    this.world = world;
  }

  /** The chunks by the names that RFC 7296 2.15 and RFC 9242 3.3.2 give them. */
  @Then("the AUTH payload of the {side} covers {string}")
  public void covers(Side side, String chunks) {
    Reading reading = new Reading(world.testbed());
    List<Octets> signed = new ArrayList<>();
    for (String name : chunks.split("\\|", -1)) {
      signed.add(reading.chunk(name.strip()));
    }
    String key = world.arrangement(side).preSharedKey();
    Octets expected = ReferenceAuth.auth(reading.prf, key, signed);
    Expect.that(
        reading.auth(side).equals(expected),
        () -> "AUTH of the " + side + " is not over " + chunks);
  }

  /** In all handshakes of the scenario. */
  @Then("the AUTH payloads of all these handshakes are the same")
  public void same() {
    Expect.that(world.testbeds().size() > 1, () -> "there was only one handshake");
    for (Side side : Side.values()) {
      List<Octets> different =
          world.testbeds().stream()
              .map(testbed -> new Reading(testbed).auth(side))
              .distinct()
              .toList();
      Expect.equal(1, different.size(), "different AUTH payloads of the " + side);
    }
  }

  /** A handshake as somebody reads it who knows its shared secrets. */
  private static final class Reading {
    private final Capture capture;
    private final CapturedHandshake handshake;
    private final List<ReferenceKeys> generations;
    private final ReferencePrf prf;

    private Reading(Testbed testbed) {
      capture = Capture.of(testbed);
      Expect.equal(1, capture.handshakes().size(), "IKE_SA_INIT exchanges that came to keys");
      handshake = capture.handshakes().getFirst();
      generations = handshake.generations(testbed.keysOf(Side.INITIATOR));
      prf = handshake.suite().prf();
    }

    private CapturedMessage ikeAuth(Side sender) {
      return capture.messages(ExchangeType.IKE_AUTH).stream()
          .filter(message -> message.sender() == sender)
          .findFirst()
          .orElseThrow(() -> new AssertionError("no IKE_AUTH from the " + sender));
    }

    private Octets auth(Side sender) {
      return ikeAuth(sender).opened().first(AuthPayload.class).orElseThrow().data();
    }

    private Octets chunk(String name) {
      return switch (name) {
        case "RealMessage1" -> handshake.request().octets();
        case "RealMessage2" -> handshake.response().octets();
        case "NonceIData" -> handshake.nonce(Side.INITIATOR);
        case "NonceRData" -> handshake.nonce(Side.RESPONDER);
        case "MACedIDForI" -> macedId(Side.INITIATOR);
        case "MACedIDForR" -> macedId(Side.RESPONDER);
        case "IntAuth_iN" -> intAuth(Side.INITIATOR);
        case "IntAuth_rN" -> intAuth(Side.RESPONDER);
        case "IKE_AUTH_MID" -> Octets.ofInt((int) ikeAuth(Side.INITIATOR).header().messageId());
        case "IntAuth" ->
            Octets.concat(chunk("IntAuth_iN"), chunk("IntAuth_rN"), chunk("IKE_AUTH_MID"));
        default ->
            throw new IllegalArgumentException(
                "'"
                    + name
                    + "' is no chunk of signed octets; expected one of "
                    + Arrays.asList(
                        "RealMessage1",
                        "RealMessage2",
                        "NonceIData",
                        "NonceRData",
                        "MACedIDForI",
                        "MACedIDForR",
                        "IntAuth_iN",
                        "IntAuth_rN",
                        "IKE_AUTH_MID",
                        "IntAuth"));
      };
    }

    private Octets macedId(Side sender) {
      Octets id = ikeAuth(sender).opened().identification(sender).orElseThrow().body();
      return ReferenceAuth.macedId(prf, generations.getLast().skP(sender), id);
    }

    private Octets intAuth(Side sender) {
      List<Authenticated> authenticated = new ArrayList<>();
      for (CapturedMessage message : capture.messages(ExchangeType.IKE_INTERMEDIATE)) {
        if (message.sender() == sender) {
          Octets first = message.datagrams().getFirst().octets();
          Chunks chunks =
              Chunks.of(
                  first.slice(0, IkeHeader.SIZE),
                  first.slice(IkeHeader.SIZE, Payload.HEADER_SIZE),
                  message.opened().plaintext());
          authenticated.add(
              new Authenticated(chunks, generations.get(message.generation().orElseThrow())));
        }
      }
      Expect.that(!authenticated.isEmpty(), () -> "no IKE_INTERMEDIATE from the " + sender);
      return ReferenceAuth.intAuth(prf, sender, authenticated);
    }
  }
}
