package org.yett.gateway.datapath;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.yett.esp.encap.Encapsulation;
import org.yett.esp.sad.Limits;
import org.yett.esp.selector.AddressRange;
import org.yett.esp.selector.SelectorSet;
import org.yett.esp.selector.TrafficSelector;
import org.yett.esp.transform.EspKeys;
import org.yett.esp.transform.EspSuite;
import org.yett.ike.endpoint.ChildSa;
import org.yett.ike.endpoint.TrafficLimits;
import org.yett.ike.negotiate.Suite;
import org.yett.spec.iana.IntegrityAlgorithm;

/** From the values of IKE to those of ESP, which do not know each other. */
final class Translation {

  private Translation() {}

  /** The algorithms; empty if ESP here has not got them. */
  static Optional<EspSuite> suite(Suite suite) {
    return suite
        .encryption()
        .flatMap(cipher ->
            EspSuite.of(
                cipher,
                suite.encryptionKeyLength(),
                suite.integrity().orElse(IntegrityAlgorithm.NONE)));
  }

  /** The keys of one direction, copied. */
  static EspKeys keys(EspSuite suite, ChildSa.Keys keys) {
    byte[] encryption = keys.encryption().copy();
    byte[] integrity = keys.integrity().copy();
    try {
      return new EspKeys(suite, encryption, integrity);
    } finally {
      Arrays.fill(encryption, (byte) 0);
      Arrays.fill(integrity, (byte) 0);
    }
  }

  /** Wipes IKE's copy of the keys of one direction. */
  static void wipe(ChildSa.Keys keys) {
    keys.encryption().close();
    keys.integrity().close();
  }

  /** How much an SA may protect; zero stands for no limit. */
  static Limits limits(TrafficLimits limits) {
    return new Limits(
        limit(limits.softBytes()),
        limit(limits.hardBytes()),
        limit(limits.softPackets()),
        limit(limits.hardPackets()));
  }

  private static long limit(long given) {
    return given == 0 ? Limits.NEVER : given;
  }

  /** The traffic of a Child SA. */
  static SelectorSet selectors(ChildSa childSa) {
    return new SelectorSet(
        selectors(childSa.localSelectors()), selectors(childSa.remoteSelectors()));
  }

  private static List<TrafficSelector> selectors(
      List<org.yett.ike.negotiate.TrafficSelector> selectors) {
    return selectors.stream()
        .map(ts ->
            new TrafficSelector(
                AddressRange.of(
                    ts.addresses().first().getAddress(), ts.addresses().last().getAddress()),
                ts.protocol(),
                ts.ports().first(),
                ts.ports().last()))
        .toList();
  }

  /** What surrounds ESP packets outside. */
  static Encapsulation encapsulation(ChildSa childSa) {
    return new Encapsulation(childSa.path().remote().isIpv6() ? 6 : 4, childSa.udpEncapsulated());
  }
}
