package org.yett.features.fuzz;

import static org.yett.features.fuzz.FuzzTarget.check;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.yett.ike.config.EapIdentity;
import org.yett.ike.config.EapIdentityPolicy;
import org.yett.ike.config.Identity;
import org.yett.ike.crypto.DeterministicRandomness;
import org.yett.ike.crypto.Secret;
import org.yett.ike.eap.EapCredentials;
import org.yett.ike.eap.EapEnvironment;
import org.yett.ike.eap.EapMethods;
import org.yett.ike.eap.EapOutcome;
import org.yett.ike.eap.EapPacket;
import org.yett.ike.eap.EapPeerConfig;
import org.yett.ike.eap.EapPeerSession;
import org.yett.ike.eap.EapServerConfig;
import org.yett.ike.eap.EapServerSession;
import org.yett.ike.eap.EapSession;
import org.yett.ike.eap.TlsNames;
import org.yett.ike.wire.Octets;
import org.yett.spec.iana.EapType;

/** Targets of EAP: packets of the other end, whatever they hold. */
final class EapTargets {

  private static final int MOST_PACKETS = 8;

  static final List<FuzzTarget> ALL =
      List.of(
          new FuzzTarget(
              "eap-client",
              "An EAP client gets requests: type, length and data of each",
              input -> talk(input, true),
              () -> seeds(1)),
          new FuzzTarget(
              "eap-server",
              "An EAP server gets responses: type, length and data of each",
              input -> talk(input, false),
              () -> seeds(2)));

  private EapTargets() {}

  /** Both ends have a password; nobody is trusted. */
  private static final class Passwords implements EapCredentials {
    @Override
    public Optional<Secret> password(EapIdentity who) {
      return Optional.of(Secret.copyOf("sesame".getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public List<TlsKey> keys(String credential, Identity ours) {
      return List.of();
    }

    @Override
    public Trusted check(String trust, Identity peer, List<byte[]> chain, Instant at) {
      return new NotTrusted("nobody is");
    }
  }

  private static EapSession session(boolean client) {
    EapIdentity carol = EapIdentity.of("carol");
    TlsNames names = new TlsNames("c", carol.identity(), "t", Optional.of(Identity.fqdn("moon")));
    DeterministicRandomness randomness = DeterministicRandomness.ofSeed(1);
    return client
        ? new EapPeerSession(new EapPeerConfig(carol, EapMethods.ALL, false, names), randomness)
        : new EapServerSession(
            new EapServerConfig(carol, new EapIdentityPolicy.Ask(), EapMethods.ALL, false, names),
            randomness);
  }

  private static void talk(byte[] input, boolean client) {
    EapEnvironment environment = new EapEnvironment(new Passwords(), Instant.EPOCH);
    ByteBuffer in = ByteBuffer.wrap(input);
    try (EapSession session = session(client)) {
      int identifier = 0;
      if (!client
          && session.step(Optional.empty(), environment)
              instanceof EapOutcome.Continued(EapPacket first)) {
        identifier = first.identifier();
      }
      for (int i = 0; i < MOST_PACKETS && in.remaining() > 1; i++) {
        EapType type = EapType.of(Byte.toUnsignedInt(in.get()));
        int length = Byte.toUnsignedInt(in.get());
        byte[] data = new byte[Math.min(in.remaining(), length)];
        in.get(data);
        EapPacket packet =
            client
                ? new EapPacket.Request(identifier, type, Octets.wrap(data))
                : new EapPacket.Response(identifier, type, Octets.wrap(data));
        check(
            EapPacket.decode(packet.encode()).filter(packet::equals).isPresent(),
            "a packet is read as it was written");
        switch (session.step(Optional.of(packet.encode()), environment)) {
          case EapOutcome.Continued(EapPacket next) -> {
            check(next.encode().size() <= EapPacket.LONGEST, "what is sent fits");
            identifier = client ? identifier + 1 & 0xff : next.identifier();
          }
          case EapOutcome.Failed failed -> {
            check(!failed.detail().isEmpty(), "a failure says why");
            return;
          }
          case EapOutcome.Succeeded succeeded ->
              check(!client, "a client believes nothing but EAP Success");
        }
      }
    }
    // Raw octets, too.
    try (EapSession session = session(client)) {
      check(
          !(session.step(Optional.of(Octets.wrap(input)), environment)
              instanceof EapOutcome.Succeeded),
          "octets alone authenticate nobody");
    }
  }

  /** Identity, MSCHAPv2 and the beginning of TLS. */
  private static List<byte[]> seeds(int opCode) {
    ByteBuffer chap = ByteBuffer.allocate(10 + 60);
    chap.put((byte) 1).put((byte) 5).put("carol".getBytes(StandardCharsets.US_ASCII));
    int length = opCode == 1 ? 4 + 17 + 4 : 4 + 50 + 5;
    chap.put((byte) 26).put((byte) length);
    chap.put((byte) opCode).put((byte) 1).putShort((short) length);
    chap.put((byte) (opCode == 1 ? 16 : 49));
    byte[] whole = Arrays.copyOf(chap.array(), 9 + length);
    return List.of(
        whole,
        new byte[] {1, 5, 'c', 'a', 'r', 'o', 'l', 13, 1, 0x20, 13, 6, 0, 21, 3, 3, 0, 2},
        new byte[] {1, 5, 'c', 'a', 'r', 'o', 'l', 3, 1, 26},
        new byte[] {21, 1, 0x20, 21, 5, (byte) 0xc0, 0, 0, 0, 9});
  }
}
