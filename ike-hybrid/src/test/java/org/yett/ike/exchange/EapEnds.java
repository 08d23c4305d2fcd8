package org.yett.ike.exchange;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.x509.Certificate;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.config.EapIdentity;
import org.yett.ike.config.EapIdentityPolicy;
import org.yett.ike.config.EndpointConfig;
import org.yett.ike.config.Identity;
import org.yett.ike.config.IdentityMatch;
import org.yett.ike.config.LocalAuth;
import org.yett.ike.config.RemoteAuth;
import org.yett.ike.crypto.KeyKind;
import org.yett.ike.eap.EapCredentials;
import org.yett.ike.eap.EapMethods;
import org.yett.ike.eap.TestCertificates;
import org.yett.ike.endpoint.OutgoingSeam;
import org.yett.ike.endpoint.PeerKeyQuery;
import org.yett.ike.endpoint.PeerKeys;
import org.yett.ike.endpoint.Signer;
import org.yett.ike.keys.KeyStep;
import org.yett.ike.keys.KeyValue;
import org.yett.ike.wire.CertPayload;
import org.yett.ike.wire.CertReqPayload;
import org.yett.ike.wire.NotifyPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Payload;
import org.yett.spec.iana.CertificateEncoding;
import org.yett.spec.iana.EapType;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.IdType;

/** Alice is an EAP client of Bob, who has a certificate; so may she. */
final class EapEnds {

  /** A message as it was to be sent. */
  record Sent(String by, ExchangeType exchange, List<Payload> payloads) {
    boolean has(Class<? extends Payload> kind) {
      return payloads.stream().anyMatch(kind::isInstance);
    }

    boolean says(org.yett.spec.iana.NotifyType type) {
      return payloads.stream()
          .anyMatch(p -> p instanceof NotifyPayload n && n.notifyType().equals(type));
    }
  }

  final List<Sent> sent = new ArrayList<>();
  UnaryOperator<List<Payload>> aliceEdits = UnaryOperator.identity();
  UnaryOperator<List<Payload>> bobEdits = UnaryOperator.identity();
  final List<KeyStep> derivations = new ArrayList<>();
  final TwoEnds ends;
  private final Map<String, byte[]> known = new HashMap<>();

  EapIdentity aliceIs = EapIdentity.of("alice");
  EapIdentityPolicy bobExpects = new EapIdentityPolicy.FromIkeIdentity();
  List<EapType> aliceTakes = EapMethods.ALL;
  List<EapType> bobOffers = EapMethods.ALL;
  boolean aliceWantsAlone;
  boolean bobAlone;
  Optional<IdentityMatch> server = Optional.empty();

  EapEnds() {
    this(EndpointConfig.DEFAULT);
  }

  /** Both endpoints are configured so. */
  EapEnds(EndpointConfig config) {
    ends = new TwoEnds(config, config, seam("alice"), seam("bob"), (ikeSa, side) -> this::keep);
    certificate(ends.alice, "alice");
    certificate(ends.bob, "bob");
    ends.alice.peerKeys = this::trusted;
    ends.bob.peerKeys = this::trusted;
  }

  private void keep(KeyStep step) {
    derivations.add(
        new KeyStep(
            step.name(),
            step.clause(),
            step.formula(),
            step.inputs().stream().map(KeyValue::copy).toList(),
            step.outputs().stream().map(KeyValue::copy).toList()));
  }

  private OutgoingSeam seam(String by) {
    return draft -> {
      List<Payload> inner = (by.equals("alice") ? aliceEdits : bobEdits).apply(draft.inner());
      if (draft.isProtected()) {
        sent.add(new Sent(by, draft.header().exchangeType(), inner));
      }
      return new OutgoingSeam.Draft(draft.header(), draft.clear(), inner, draft.isProtected());
    };
  }

  private void certificate(TwoEnds.Host host, String name) {
    EapCredentials.TlsKey key = TestCertificates.of(name, KeyKind.ECDSA_P256);
    host.signers.put(
        name,
        List.of(
            new Signer(
                key.key(),
                List.of(
                    new CertPayload(
                        CertificateEncoding.X509_SIGNATURE,
                        Octets.wrap(key.chain().getFirst()))))));
    known.put(name, key.chain().getFirst());
  }

  private PeerKeys trusted(PeerKeyQuery query) {
    for (CertPayload certificate : query.certificates()) {
      byte[] der = certificate.data().toArray();
      boolean any = query.peer().type().equals(IdType.DER_ASN1_DN);
      for (Map.Entry<String, byte[]> entry : known.entrySet()) {
        if (Arrays.equals(der, entry.getValue())
            && (any || entry.getKey().equals(query.peer().toString()))) {
          try {
            return new PeerKeys.Trusted(
                List.of(
                    new PeerKeys.PeerKey(
                        Certificate.getInstance(der).getSubjectPublicKeyInfo().getEncoded("DER"),
                        List.of(),
                        entry.getKey())));
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        }
      }
    }
    return new PeerKeys.Refused(PeerKeys.Reason.UNKNOWN_AUTHORITY, "not of " + query.peer());
  }

  EapEnds only(EapType method) {
    aliceTakes = List.of(method);
    bobOffers = List.of(method);
    return this;
  }

  /** Both ends want nothing but EAP. */
  EapEnds alone() {
    aliceWantsAlone = true;
    bobAlone = true;
    return this;
  }

  EapEnds passwords(String atAlice, String atBob) {
    ends.alice.passwords.put(aliceIs.name(), atAlice);
    ends.bob.passwords.put(aliceIs.name(), atBob);
    return this;
  }

  /** Nobody trusts anybody's certificate any more. */
  EapEnds distrust(String name) {
    known.remove(name);
    return this;
  }

  private static CertReqPayload anyAuthority() {
    return new CertReqPayload(CertificateEncoding.X509_SIGNATURE, Octets.wrap(new byte[20]));
  }

  ConnectionConfig alice() {
    IdentityMatch bob = new IdentityMatch.Exactly(Identity.fqdn("bob"));
    return Connections.alice()
        .build()
        .withFirstRounds(
            new LocalAuth.Eap(Identity.fqdn("alice"), aliceTakes, aliceIs, server, "alice"),
            aliceWantsAlone
                ? new RemoteAuth.Eap(
                    bob,
                    aliceTakes,
                    new EapIdentityPolicy.FromIkeIdentity(),
                    "bob",
                    List.of(anyAuthority()))
                : new RemoteAuth.Signature(bob, "bob", List.of(anyAuthority())));
  }

  ConnectionConfig bob() {
    Identity bob = Identity.fqdn("bob");
    return Connections.bob()
        .build()
        .withFirstRounds(
            bobAlone
                ? new LocalAuth.Eap(bob, bobOffers, EapIdentity.of("bob"), Optional.empty(), "bob")
                : new LocalAuth.Signature(bob, "bob"),
            new RemoteAuth.Eap(
                new IdentityMatch.Exactly(Identity.fqdn("alice")),
                bobOffers,
                bobExpects,
                "alice",
                List.of()));
  }

  TwoEnds run() {
    ends.alice.load(alice());
    ends.bob.load(bob());
    ends.alice.initiate();
    ends.deliver();
    return ends;
  }

  TwoEnds establish() {
    run();
    for (TwoEnds.Host host : List.of(ends.alice, ends.bob)) {
      assertTrue(host.established(), () -> host.name + ": " + host.events);
      assertTrue(host.outbound.size() == 1, () -> host.name + ": " + host.events);
    }
    return ends;
  }

  List<Sent> auths() {
    return sent.stream().filter(s -> s.exchange().equals(ExchangeType.IKE_AUTH)).toList();
  }

  List<Sent> authsOf(String name) {
    return auths().stream().filter(s -> s.by().equals(name)).toList();
  }
}
