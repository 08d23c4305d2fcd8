package org.yett.ike.eap;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.x509.Certificate;
import org.yett.ike.config.EapIdentity;
import org.yett.ike.config.EapIdentityPolicy;
import org.yett.ike.config.Identity;
import org.yett.ike.crypto.DeterministicRandomness;
import org.yett.ike.crypto.KeyKind;
import org.yett.ike.crypto.Secret;
import org.yett.ike.wire.Octets;
import org.yett.spec.iana.EapType;
import org.yett.spec.iana.IdType;

/** A client and a server of EAP that talk to each other, and what each keeps. */
final class EapTalk {

  static final String CLIENT = "carol";
  static final String SERVER = "moon";

  /** What an end keeps. */
  static final class Keeper implements EapCredentials {
    final Map<String, String> passwords = new HashMap<>();
    final List<TlsKey> keys = new ArrayList<>();
    final Map<String, byte[]> trusted = new HashMap<>();
    final List<Identity> checked = new ArrayList<>();

    @Override
    public Optional<Secret> password(EapIdentity who) {
      return Optional.ofNullable(passwords.get(who.name()))
          .map(p -> Secret.adopt(p.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public List<TlsKey> keys(String credential, Identity ours) {
      return keys;
    }

    @Override
    public Trusted check(String trust, Identity peer, List<byte[]> chain, Instant at) {
      checked.add(peer);
      boolean any = peer.type().equals(IdType.DER_ASN1_DN);
      for (Map.Entry<String, byte[]> entry : trusted.entrySet()) {
        if (Arrays.equals(entry.getValue(), chain.getFirst())
            && (any || entry.getKey().equals(peer.toString()))) {
          try {
            return new Keys(
                List.of(
                    Certificate.getInstance(chain.getFirst())
                        .getSubjectPublicKeyInfo()
                        .getEncoded("DER")));
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        }
      }
      return new NotTrusted("not trusted as " + peer);
    }
  }

  final Keeper client = new Keeper();
  final Keeper server = new Keeper();
  List<EapType> clientTakes = EapMethods.ALL;
  List<EapType> serverOffers = EapMethods.ALL;
  boolean alone;
  EapIdentity clientIs = EapIdentity.of(CLIENT);
  EapIdentityPolicy policy = new EapIdentityPolicy.FromIkeIdentity();
  Optional<Identity> wantedServer = Optional.of(Identity.fqdn(SERVER));
  UnaryOperator<Octets> toClient = o -> o;
  UnaryOperator<Octets> toServer = o -> o;
  final List<EapPacket> requests = new ArrayList<>();
  final List<EapPacket> responses = new ArrayList<>();

  EapTalk passwords(String atClient, String atServer) {
    client.passwords.put(clientIs.name(), atClient);
    server.passwords.put(clientIs.name(), atServer);
    return this;
  }

  EapTalk only(EapType method) {
    clientTakes = List.of(method);
    serverOffers = List.of(method);
    return this;
  }

  EapTalk certificates(KeyKind atClient, KeyKind atServer) {
    EapCredentials.TlsKey ours = TestCertificates.of(CLIENT, atClient);
    EapCredentials.TlsKey theirs = TestCertificates.of(SERVER, atServer);
    client.keys.add(ours);
    server.keys.add(theirs);
    client.trusted.put(SERVER, theirs.chain().getFirst());
    server.trusted.put(CLIENT, ours.chain().getFirst());
    return this;
  }

  EapPeerSession clientSession() {
    return new EapPeerSession(
        new EapPeerConfig(
            clientIs,
            clientTakes,
            alone,
            new TlsNames("client", clientIs.identity(), "server", wantedServer)),
        DeterministicRandomness.ofSeed(1));
  }

  EapServerSession serverSession() {
    return new EapServerSession(
        new EapServerConfig(
            EapIdentity.of(CLIENT),
            policy,
            serverOffers,
            alone,
            new TlsNames("server", Identity.fqdn(SERVER), "client", Optional.empty())),
        DeterministicRandomness.ofSeed(2));
  }

  /** How both ends have come out. */
  record Result(EapOutcome client, EapOutcome server) {
    byte[] clientKey() {
      return key(client);
    }

    byte[] serverKey() {
      return key(server);
    }

    private static byte[] key(EapOutcome outcome) {
      return ((EapOutcome.Succeeded) outcome).key().map(Secret::copy).orElse(new byte[0]);
    }

    boolean succeeded() {
      return client instanceof EapOutcome.Succeeded && server instanceof EapOutcome.Succeeded;
    }

    EapFailure clientFailure() {
      return ((EapOutcome.Failed) client).reason();
    }

    EapFailure serverFailure() {
      return ((EapOutcome.Failed) server).reason();
    }
  }

  /** Until both are through. */
  Result run() {
    EapEnvironment atClient = new EapEnvironment(client, Instant.EPOCH);
    EapEnvironment atServer = new EapEnvironment(server, Instant.EPOCH);
    try (EapPeerSession peer = clientSession();
        EapServerSession auth = serverSession()) {
      EapOutcome said = auth.step(Optional.empty(), atServer);
      for (int i = 0; i < 200; i++) {
        switch (said) {
          case EapOutcome.Continued(EapPacket packet) -> {
            requests.add(packet);
            EapOutcome answer = peer.step(Optional.of(toClient.apply(packet.encode())), atClient);
            if (!(answer instanceof EapOutcome.Continued(EapPacket response))) {
              return new Result(answer, said);
            }
            responses.add(response);
            said = auth.step(Optional.of(toServer.apply(response.encode())), atServer);
          }
          case EapOutcome.Succeeded(var packet, var method, var who, var key) -> {
            return new Result(
                peer.step(packet.map(EapPacket::encode).map(toClient), atClient), said);
          }
          case EapOutcome.Failed(var packet, var reason, var detail) -> {
            return new Result(
                peer.step(packet.map(EapPacket::encode).map(toClient), atClient), said);
          }
        }
      }
    }
    throw new AssertionError("EAP does not end");
  }
}
