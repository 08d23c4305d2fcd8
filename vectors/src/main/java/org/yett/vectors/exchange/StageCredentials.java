package org.yett.vectors.exchange;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.yett.ike.config.EapIdentity;
import org.yett.ike.config.Identity;
import org.yett.ike.crypto.KeyParse;
import org.yett.ike.crypto.Pkcs8Key;
import org.yett.ike.crypto.Purpose;
import org.yett.ike.crypto.Randomness;
import org.yett.ike.crypto.Secret;
import org.yett.ike.crypto.SignatureScheme;
import org.yett.ike.crypto.SigningKey;
import org.yett.ike.endpoint.Credentials;
import org.yett.ike.endpoint.PeerKeyQuery;
import org.yett.ike.endpoint.PeerKeys;
import org.yett.ike.endpoint.Signer;
import org.yett.ike.endpoint.SignerQuery;
import org.yett.ike.wire.CertPayload;
import org.yett.ike.wire.Octets;
import org.yett.spec.iana.CertificateEncoding;
import org.yett.vectors.primitive.VectorFormatException;

/** The keys of one host of a vector: raw public keys, PPKs, and what else it has already. */
final class StageCredentials implements Credentials {

  private final Credentials others;
  private final String password;
  private final List<HostSetup.PpkValue> ppks;
  private final Optional<SigningKey> own;
  private final Optional<SigningKey> peers;

  private StageCredentials(
      Credentials others,
      String password,
      List<HostSetup.PpkValue> ppks,
      Optional<SigningKey> own,
      Optional<SigningKey> peers) {
    this.others = others;
    this.password = password;
    this.ppks = ppks;
    this.own = own;
    this.peers = peers;
  }

  /**
   * What a host knows.
   *
   * @param others its pre-shared keys
   * @param setup its own part of the vector
   * @param peer the peer's part, of which it knows the public key
   * @param randomness where its salts are drawn, once it runs
   */
  static Credentials of(
      Credentials others, HostSetup setup, HostSetup peer, Supplier<Randomness> randomness) {
    return new StageCredentials(
        others,
        setup.psk(),
        setup.ppks(),
        key(setup).map(key -> new PublishedDraws(key, randomness)),
        key(peer));
  }

  /** The private key of a set-up. */
  static Optional<SigningKey> key(HostSetup setup) {
    if (!setup.isSigning()) {
      return Optional.empty();
    }
    return switch (Pkcs8Key.of(HexFormat.of().parseHex(setup.privateKey()))) {
      case KeyParse.Ok<SigningKey>(SigningKey key) -> Optional.of(key);
      case KeyParse.Bad<SigningKey>(String reason) ->
          throw new VectorFormatException("privateKey of " + setup.identity() + ": " + reason);
    };
  }

  @Override
  public Optional<Secret> preSharedKey(Identity ours, Identity peer) {
    return others.preSharedKey(ours, peer);
  }

  @Override
  public List<Signer> signers(SignerQuery query) {
    return own.map(key -> new Signer(key, List.of(certificate(key)))).stream().toList();
  }

  private static CertPayload certificate(SigningKey key) {
    return new CertPayload(CertificateEncoding.RAW_PUBLIC_KEY, Octets.wrap(key.publicKey()));
  }

  @Override
  public PeerKeys peerKeys(PeerKeyQuery query) {
    return peers
        .filter(key -> query.certificates().contains(certificate(key)))
        .<PeerKeys>map(key ->
            new PeerKeys.Trusted(
                List.of(new PeerKeys.PeerKey(key.publicKey(), List.of(), query.trust()))))
        .orElseGet(() ->
            new PeerKeys.Refused(PeerKeys.Reason.UNKNOWN_AUTHORITY, "not the peer's public key"));
  }

  @Override
  public Optional<Secret> eapPassword(EapIdentity who) {
    return Optional.of(Secret.adopt(HexFormat.of().parseHex(password)));
  }

  @Override
  public Optional<Secret> postquantumPresharedKey(byte[] ppkId) {
    String id = HexFormat.of().formatHex(ppkId);
    return ppks.stream()
        .filter(ppk -> ppk.id().equals(id))
        .findFirst()
        .map(ppk -> Secret.adopt(HexFormat.of().parseHex(ppk.key())));
  }

  /**
   * Signs so that others can do it again: salts are among the draws of the vector, ML-DSA is the
   * deterministic variant (rnd is zero, FIPS 204 3.4). What is drawn for blinding leaves no trace.
   */
  private static final class PublishedDraws implements SigningKey {
    private final SigningKey key;
    private final Supplier<Randomness> randomness;
    private int signatures;

    PublishedDraws(SigningKey key, Supplier<Randomness> randomness) {
      this.key = key;
      this.randomness = randomness;
    }

    @Override
    public List<SignatureScheme> schemes() {
      return key.schemes();
    }

    @Override
    public byte[] publicKey() {
      return key.publicKey();
    }

    @Override
    public byte[] sign(SignatureScheme scheme, byte[] message, Randomness random) {
      return key.sign(scheme, message, new Draws(random, randomness.get(), signatures++));
    }
  }

  private record Draws(Randomness job, Randomness host, int signature) implements Randomness {
    @Override
    public void fill(Purpose purpose, long index, byte[] out) {
      switch (purpose) {
        case PSS_SALT -> host.fill(purpose, signature, out);
        case ML_DSA_RND -> java.util.Arrays.fill(out, (byte) 0);
        default -> job.fill(purpose, index, out);
      }
    }

    @Override
    public Randomness scoped(String name) {
      return new Draws(job.scoped(name), host, signature);
    }
  }
}
