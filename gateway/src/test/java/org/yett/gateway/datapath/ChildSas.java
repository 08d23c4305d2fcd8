package org.yett.gateway.datapath;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.yett.ike.config.ChildMode;
import org.yett.ike.crypto.Secret;
import org.yett.ike.endpoint.ChildSa;
import org.yett.ike.endpoint.TrafficLimits;
import org.yett.ike.event.ChildSaId;
import org.yett.ike.event.IkeSaId;
import org.yett.ike.negotiate.Algorithm;
import org.yett.ike.negotiate.Suite;
import org.yett.ike.negotiate.TrafficSelector;
import org.yett.ike.path.Encapsulation;
import org.yett.ike.path.Path;
import org.yett.ike.path.TransportAddress;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.ProtocolId;
import org.yett.spec.iana.TransformType;

/** Child SAs with AES-256-GCM for tests. */
final class ChildSas {
  private ChildSas() {}

  /** Keys of one direction that a test can tell from others. */
  static ChildSa.Keys keys(int octet) {
    byte[] material = new byte[36];
    java.util.Arrays.fill(material, (byte) octet);
    return new ChildSa.Keys(Secret.adopt(material), Secret.adopt(new byte[0]));
  }

  static Path path(InetAddress local, int localPort, InetAddress remote, int remotePort) {
    return new Path(
        new TransportAddress(local, localPort),
        new TransportAddress(remote, remotePort),
        Encapsulation.UDP_NON_ESP_MARKER);
  }

  static ChildSa of(
      int inboundSpi, int outboundSpi, int keyIn, int keyOut, Path path, boolean encapsulated) {
    try {
      return new ChildSa(
          new ChildSaId(inboundSpi),
          new IkeSaId(1),
          "c",
          "net",
          inboundSpi,
          outboundSpi,
          Suite.of(
              ProtocolId.ESP,
              Map.of(TransformType.ENCR, Algorithm.of(EncryptionAlgorithm.AES_GCM_16, 256))),
          keys(keyIn),
          keys(keyOut),
          ChildMode.TUNNEL,
          List.of(TrafficSelector.parse("10.0.0.0/8")),
          List.of(TrafficSelector.parse("10.0.0.0/8")),
          path,
          encapsulated,
          TrafficLimits.NONE);
    } catch (org.yett.ike.negotiate.SelectorSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static ChildSa limited(ChildSa of, TrafficLimits limits) {
    return new ChildSa(
        of.id(),
        of.ikeSa(),
        of.connection(),
        of.name(),
        of.inboundSpi(),
        of.outboundSpi(),
        of.suite(),
        of.inbound(),
        of.outbound(),
        of.mode(),
        of.localSelectors(),
        of.remoteSelectors(),
        of.path(),
        of.udpEncapsulated(),
        limits);
  }
}
