package org.yett.gateway.decrypt;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.yett.gateway.capture.CaptureInterface;
import org.yett.gateway.capture.CapturedPacket;
import org.yett.gateway.capture.IpPacket;
import org.yett.gateway.capture.LinkType;
import org.yett.gateway.capture.PcapngWriter;
import org.yett.gateway.keys.KeyLogEntry;
import org.yett.ike.crypto.IkeCipher;
import org.yett.ike.crypto.Prf;
import org.yett.ike.endpoint.KeyTraces;
import org.yett.ike.keys.IkeSpis;
import org.yett.ike.keys.KeyStep;
import org.yett.ike.keys.KeyTrace;
import org.yett.ike.keys.KeyValue;
import org.yett.ike.sim.EndpointFactory;
import org.yett.ike.sim.Pair;
import org.yett.ike.sim.PairConfig;
import org.yett.ike.sim.SimDatagram;
import org.yett.ike.wire.Side;

/** Two simulated ends, all of their datagrams as a pcapng file, and their key log. */
public final class SimulatedCapture {
  private static final byte[] ETHERNET = new byte[14];

  static {
    ETHERNET[12] = 0x08;
  }

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private final PcapngWriter writer;
  private final List<KeyLogEntry> keys = new ArrayList<>();
  private final List<SimDatagram> datagrams = new ArrayList<>();
  private final Pair pair;

  /** A pair with these settings of both ends. */
  public SimulatedCapture(long seed, Consumer<PairConfig> both) throws IOException {
    writer = new PcapngWriter(file, "test");
    int link = writer.add(new CaptureInterface("wire", LinkType.ETHERNET, ""));
    pair =
        Pair.builder(seed)
            .both(both)
            .factory((config, randomness, traces, seam, transitions) ->
                EndpointFactory.STANDARD.create(
                    config, randomness, heard(traces), seam, transitions))
            .build();
    pair.simulation()
        .onPath(datagram -> {
          write(link, datagram);
          return List.of(datagram);
        });
  }

  private void write(int link, SimDatagram datagram) {
    datagrams.add(datagram);
    int marker = datagram.marker() ? 4 : 0;
    byte[] contents = new byte[marker + datagram.octets().size()];
    datagram.octets().copyTo(contents, marker);
    byte[] packet =
        IpPacket.udp(
            datagram.source().ip(),
            datagram.source().port(),
            datagram.destination().ip(),
            datagram.destination().port(),
            contents);
    byte[] frame = java.util.Arrays.copyOf(ETHERNET, ETHERNET.length + packet.length);
    System.arraycopy(packet, 0, frame, ETHERNET.length, packet.length);
    try {
      writer.write(CapturedPacket.of(link, pair.simulation().now(), frame));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private KeyTraces heard(KeyTraces others) {
    return (ikeSa, side) -> {
      KeyTrace other = others.of(ikeSa, side);
      return new KeyTrace() {
        @Override
        public void algorithms(IkeSpis spis, Prf prf, IkeCipher cipher) {
          keys.add(
              new KeyLogEntry.IkeAlgorithms(
                  now(),
                  spis,
                  prf.id(),
                  new KeyLogEntry.Protection(
                      cipher.encryption(), cipher.keyBits(), cipher.integrity())));
        }

        @Override
        public void step(KeyStep step) {
          other.step(step);
          keys.add(new KeyLogEntry.Step(now(), ikeSa.value(), side, copy(step)));
        }
      };
    };
  }

  private Instant now() {
    return pair == null ? Instant.EPOCH : pair.simulation().now();
  }

  private static KeyStep copy(KeyStep step) {
    return new KeyStep(
        step.name(),
        step.clause(),
        step.formula(),
        step.inputs().stream().map(KeyValue::copy).toList(),
        step.outputs().stream().map(KeyValue::copy).toList());
  }

  /** The two ends. */
  public Pair pair() {
    return pair;
  }

  /** Sets the connection up. */
  public SimulatedCapture handshake() {
    pair.initiate();
    assertTrue(pair.simulation().runUntil(pair::isEstablished, Duration.ofSeconds(60)));
    settle();
    return this;
  }

  /** Lets what is under way end. */
  public void settle() {
    pair.simulation().runFor(Duration.ofSeconds(5));
  }

  /** What the two ends logged, in order. */
  public List<KeyLogEntry> keys() {
    return List.copyOf(keys);
  }

  /** What one end logged, in order. */
  public List<KeyLogEntry> keys(Side side) {
    return keys.stream()
        .filter(entry -> !(entry instanceof KeyLogEntry.Step step) || step.side() == side)
        .toList();
  }

  /** Everything sent until now, as a pcapng file. */
  public byte[] file() throws IOException {
    writer.flush();
    return file.toByteArray();
  }

  /** Everything sent until now. */
  public List<SimDatagram> datagrams() {
    return List.copyOf(datagrams);
  }
}
