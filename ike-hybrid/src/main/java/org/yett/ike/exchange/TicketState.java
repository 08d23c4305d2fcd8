package org.yett.ike.exchange;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.yett.ike.config.Identity;
import org.yett.ike.crypto.Secret;
import org.yett.ike.event.Posture;
import org.yett.ike.negotiate.Algorithm;
import org.yett.ike.negotiate.KeyExchangesUsed;
import org.yett.ike.negotiate.Suite;
import org.yett.ike.wire.IkeSpi;
import org.yett.spec.Clause;
import org.yett.spec.iana.IdType;
import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.ProtocolId;
import org.yett.spec.iana.TransformId;
import org.yett.spec.iana.TransformType;

/**
 * What both ends keep of an IKE SA in order to resume it: the client next to its ticket, the
 * gateway inside of it.
 *
 * @param connection the connection that it belongs to
 * @param ours our identity
 * @param peer the peer's identity
 * @param suite the algorithms
 * @param posture what protected it
 * @param skD SK_d of its last keys; closed with the state
 * @param initiatorSpi its SPI of the initiator, to find what is left of it
 * @param responderSpi its SPI of the responder
 * @param expires until when it may be resumed
 */
@Clause("rfc5723:4.2/2")
@Clause("rfc5723:6.1/4")
record TicketState(
    String connection,
    Identity ours,
    Identity peer,
    Suite suite,
    Posture posture,
    Secret skD,
    IkeSpi initiatorSpi,
    IkeSpi responderSpi,
    Instant expires)
    implements AutoCloseable {

  private static final int FORMAT = 2;

  @Override
  public void close() {
    skD.close();
  }

  /** As octets, which the caller wipes. */
  byte[] encode() {
    // Room for all of it, so that no array with the key is left behind when it grows.
    ByteArrayOutputStream octets = new WipedStream();
    try (DataOutputStream out = new DataOutputStream(octets)) {
      out.writeByte(FORMAT);
      // = rfc5723:6.1/6
      out.writeLong(expires.getEpochSecond());
      out.writeLong(initiatorSpi.value());
      out.writeLong(responderSpi.value());
      out.writeUTF(connection);
      write(out, ours);
      write(out, peer);
      out.writeByte(suite.algorithms().size());
      for (Map.Entry<TransformType, Algorithm> each : suite.algorithms().entrySet()) {
        out.writeByte(each.getKey().value());
        out.writeShort(each.getValue().id().value());
        out.writeShort(each.getValue().keyLength().orElse(0));
      }
      write(out, posture);
      byte[] key = skD.copy();
      out.writeShort(key.length);
      out.write(key);
      Arrays.fill(key, (byte) 0);
    } catch (IOException e) {
      throw new UncheckedIOException("writing into memory", e);
    }
    byte[] encoded = octets.toByteArray();
    octets.reset();
    return encoded;
  }

  private static final class WipedStream extends ByteArrayOutputStream {
    WipedStream() {
      super(8192);
    }

    @Override
    public synchronized void reset() {
      Arrays.fill(buf, (byte) 0);
      super.reset();
    }
  }

  private static void write(DataOutputStream out, Identity identity) throws IOException {
    out.writeByte(identity.type().value());
    out.writeShort(identity.data().length);
    out.write(identity.data());
  }

  private static void write(DataOutputStream out, Posture posture) throws IOException {
    List<KeyExchangeMethod> additional = posture.keyExchanges().additional();
    out.writeShort(posture.keyExchanges().main().map(KeyExchangeMethod::value).orElse(0));
    out.writeByte(additional.size());
    for (KeyExchangeMethod method : additional) {
      out.writeShort(method.value());
    }
    out.writeUTF(posture.ourAuthentication().name());
    out.writeUTF(posture.peerAuthentication().name());
    out.writeBoolean(posture.transcriptBound());
    out.writeBoolean(posture.ppk());
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @param octets authentic; stay with the caller
   * @return empty if they are of another format, as after an upgrade
   */
  static Optional<TicketState> decode(byte[] octets) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(octets))) {
      if (in.readUnsignedByte() != FORMAT) {
        return Optional.empty();
      }
      Instant expires = Instant.ofEpochSecond(in.readLong());
      IkeSpi initiatorSpi = new IkeSpi(in.readLong());
      IkeSpi responderSpi = new IkeSpi(in.readLong());
      String connection = in.readUTF();
      Identity ours = identity(in);
      Identity peer = identity(in);
      Suite suite = suite(in);
      Posture posture = posture(in);
      byte[] key = new byte[in.readUnsignedShort()];
      in.readFully(key);
      return Optional.of(
          new TicketState(
              connection,
              ours,
              peer,
              suite,
              posture,
              Secret.adopt(key),
              initiatorSpi,
              responderSpi,
              expires));
    } catch (IOException | IllegalArgumentException e) {
      // Ours and authentic, but of another version of this software.
      return Optional.empty();
    }
  }

  private static Identity identity(DataInputStream in) throws IOException {
    IdType type = IdType.of(in.readUnsignedByte());
    byte[] data = new byte[in.readUnsignedShort()];
    in.readFully(data);
    return Identity.of(type, data);
  }

  private static Suite suite(DataInputStream in) throws IOException {
    int count = in.readUnsignedByte();
    Map<TransformType, Algorithm> algorithms =
        new TreeMap<>((a, b) -> Integer.compare(a.value(), b.value()));
    for (int i = 0; i < count; i++) {
      TransformType type = TransformType.of(in.readUnsignedByte());
      TransformId id = TransformId.of(type, in.readUnsignedShort());
      int bits = in.readUnsignedShort();
      OptionalInt keyLength = bits == 0 ? OptionalInt.empty() : OptionalInt.of(bits);
      algorithms.put(type, new Algorithm(id, keyLength));
    }
    return Suite.of(ProtocolId.IKE, algorithms);
  }

  private static Posture posture(DataInputStream in) throws IOException {
    int main = in.readUnsignedShort();
    int count = in.readUnsignedByte();
    List<KeyExchangeMethod> additional = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      additional.add(KeyExchangeMethod.of(in.readUnsignedShort()));
    }
    return new Posture(
            new KeyExchangesUsed(
                main == 0 ? Optional.empty() : Optional.of(KeyExchangeMethod.of(main)), additional),
            Posture.Authentication.valueOf(in.readUTF()),
            Posture.Authentication.valueOf(in.readUTF()),
            in.readBoolean())
        .withPpk(in.readBoolean());
  }

  /** The two identities and the connection; nothing secret. */
  @Override
  public String toString() {
    return "ticket of " + connection + " for " + ours + " and " + peer + " until " + expires;
  }
}
