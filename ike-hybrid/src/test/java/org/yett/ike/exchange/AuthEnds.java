package org.yett.ike.exchange;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.yett.ike.config.AuthConfig;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.config.Identity;
import org.yett.ike.config.IdentityMatch;
import org.yett.ike.config.LocalAuth;
import org.yett.ike.config.LocalAuth.SendCertificates;
import org.yett.ike.config.RemoteAuth;
import org.yett.ike.crypto.DeterministicRandomness;
import org.yett.ike.crypto.KeyKind;
import org.yett.ike.crypto.KeyParse;
import org.yett.ike.crypto.Pkcs8Key;
import org.yett.ike.crypto.Secret;
import org.yett.ike.crypto.SignatureScheme;
import org.yett.ike.crypto.SigningKey;
import org.yett.ike.endpoint.PeerKeyQuery;
import org.yett.ike.endpoint.PeerKeys;
import org.yett.ike.endpoint.Signer;
import org.yett.ike.event.Event;
import org.yett.ike.event.Posture.Authentication;
import org.yett.ike.wire.CertPayload;
import org.yett.ike.wire.CertReqPayload;
import org.yett.ike.wire.Octets;
import org.yett.spec.iana.CertificateEncoding;

/** Two ends that authenticate with raw public keys: who sends a key that is known is its owner. */
final class AuthEnds {

  private static final Map<KeyKind, SigningKey> KEYS = new HashMap<>();

  final TwoEnds ends;
  final List<LocalAuth> aliceLocal = new ArrayList<>();
  final List<RemoteAuth> aliceRemote = new ArrayList<>();
  final List<LocalAuth> bobLocal = new ArrayList<>();
  final List<RemoteAuth> bobRemote = new ArrayList<>();
  AuthConfig aliceAuth = AuthConfig.DEFAULT;
  AuthConfig bobAuth = AuthConfig.DEFAULT;
  String proposals = Connections.HYBRID;
  UnaryOperator<ConnectionConfig> aliceChange = UnaryOperator.identity();
  UnaryOperator<ConnectionConfig> bobChange = UnaryOperator.identity();

  AuthEnds() {
    this(new TwoEnds());
  }

  AuthEnds(TwoEnds ends) {
    this.ends = ends;
  }

  static synchronized SigningKey key(KeyKind kind) {
    return KEYS.computeIfAbsent(
        kind,
        k -> {
          try (Secret pkcs8 = k.generate(DeterministicRandomness.ofSeed(100L + k.ordinal()))) {
            return switch (pkcs8.<KeyParse<SigningKey>>lend(Pkcs8Key::of)) {
              case KeyParse.Ok<SigningKey>(SigningKey key) -> key;
              case KeyParse.Bad<SigningKey>(String reason) -> throw new AssertionError(reason);
            };
          }
        });
  }

  static Identity id(String name) {
    return Identity.fqdn(name);
  }

  static CertPayload raw(SigningKey key) {
    return new CertPayload(CertificateEncoding.RAW_PUBLIC_KEY, Octets.wrap(key.publicKey()));
  }

  /** Alice signs with such keys, and Bob trusts them. */
  AuthEnds aliceSigns(KeyKind... kinds) {
    return signs(ends.alice, "alice", aliceLocal, ends.bob, bobRemote, List.of(), kinds);
  }

  /** Bob signs with such keys, and Alice trusts them. */
  AuthEnds bobSigns(KeyKind... kinds) {
    return signs(ends.bob, "bob", bobLocal, ends.alice, aliceRemote, List.of(), kinds);
  }

  AuthEnds bobSignsAsAccepted(List<SignatureScheme> accepted, KeyKind... kinds) {
    return signs(ends.bob, "bob", bobLocal, ends.alice, aliceRemote, accepted, kinds);
  }

  private AuthEnds signs(
      TwoEnds.Host host,
      String name,
      List<LocalAuth> local,
      TwoEnds.Host other,
      List<RemoteAuth> remote,
      List<SignatureScheme> accepted,
      KeyKind... kinds) {
    String credential = name + local.size();
    List<Signer> signers = new ArrayList<>();
    for (KeyKind kind : kinds) {
      signers.add(new Signer(key(kind), List.of(raw(key(kind)))));
    }
    host.signers.put(credential, signers);
    local.add(new LocalAuth.Signature(id(name), credential, List.of(), SendCertificates.IF_ASKED));
    remote.add(
        new RemoteAuth.Signature(
            new IdentityMatch.Exactly(id(name)),
            credential,
            List.of(new CertReqPayload(CertificateEncoding.RAW_PUBLIC_KEY, Octets.EMPTY)),
            accepted));
    other.peerKeys = query -> trusted(host, query);
    return this;
  }

  private static PeerKeys trusted(TwoEnds.Host owner, PeerKeyQuery query) {
    for (CertPayload certificate : query.certificates()) {
      for (Signer signer : owner.signers.get(query.trust())) {
        if (raw(signer.key()).equals(certificate)) {
          return new PeerKeys.Trusted(
              List.of(new PeerKeys.PeerKey(signer.key().publicKey(), List.of(), owner.name)));
        }
      }
    }
    return new PeerKeys.Refused(PeerKeys.Reason.NO_CERTIFICATE, "no known key");
  }

  AuthEnds alicePsk() {
    aliceLocal.add(new LocalAuth.Psk(id("alice")));
    bobRemote.add(new RemoteAuth.Psk(new IdentityMatch.Exactly(id("alice"))));
    return this;
  }

  AuthEnds bobPsk() {
    bobLocal.add(new LocalAuth.Psk(id("bob")));
    aliceRemote.add(new RemoteAuth.Psk(new IdentityMatch.Exactly(id("bob"))));
    return this;
  }

  AuthEnds auth(AuthConfig alice, AuthConfig bob) {
    aliceAuth = alice;
    bobAuth = bob;
    return this;
  }

  /** Loads both connections; Alice begins. */
  TwoEnds run() {
    ends.alice.load(
        aliceChange.apply(connection(Connections.alice(), aliceLocal, aliceRemote, aliceAuth)));
    ends.bob.load(ofBob());
    ends.alice.initiate();
    ends.deliver();
    return ends;
  }

  ConnectionConfig ofBob() {
    return bobChange.apply(connection(Connections.bob(), bobLocal, bobRemote, bobAuth));
  }

  /** Both ends stand, with their Child SA. */
  TwoEnds establish() {
    run();
    for (TwoEnds.Host host : List.of(ends.alice, ends.bob)) {
      assertTrue(host.established(), () -> host.name + ": " + host.events);
      assertTrue(host.outbound.size() == 1, () -> host.name + ": " + host.events);
    }
    return ends;
  }

  private ConnectionConfig connection(
      Connections base, List<LocalAuth> local, List<RemoteAuth> remote, AuthConfig auth) {
    return base.proposing(proposals)
        .build()
        .withFirstRounds(local.getFirst(), remote.getFirst())
        .withAuth(
            auth.withRounds(local.subList(1, local.size()), remote.subList(1, remote.size())));
  }

  static Event.IkeSaEstablished posture(TwoEnds.Host host) {
    return host.events(Event.IkeSaEstablished.class).getFirst();
  }

  static List<Authentication> authentication(TwoEnds.Host host) {
    return List.of(
        posture(host).posture().ourAuthentication(), posture(host).posture().peerAuthentication());
  }

  /** Why an end did not accept the other one. */
  static Optional<String> refusal(TwoEnds.Host host) {
    return host.events(Event.AuthenticationFailed.class).stream()
        .filter(failed -> !failed.byPeer())
        .map(Event.AuthenticationFailed::detail)
        .findFirst();
  }

  static String hex(byte[] octets) {
    return HexFormat.of().formatHex(octets);
  }
}
