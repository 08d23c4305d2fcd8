package org.yett.gateway.vici;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yett.gateway.config.ChildSettings;
import org.yett.gateway.config.ConnectionSettings;
import org.yett.gateway.config.EndAction;
import org.yett.gateway.control.ChildSaStatus;
import org.yett.gateway.control.IkeSaStatus;
import org.yett.gateway.control.LogLine;
import org.yett.gateway.control.SuiteStatus;
import org.yett.ike.config.StartAction;

/**
 * States of the gateway as vici messages, under the names that strongSwan's have. What strongSwan
 * does not have starts with {@code yett-}; its clients pass over it.
 */
final class StatusMessages {

  private StatusMessages() {}

  /** A {@code list-sa} event: the IKE SA in a section that has the connection's name. */
  static ViciMessage ikeSa(IkeSaStatus sa) {
    return ViciMessage.builder().section(name(sa), b -> ikeSa(b, sa)).build();
  }

  /** An {@code ike-updown} or {@code child-updown} event. */
  static ViciMessage upDown(IkeSaStatus sa, boolean up) {
    return ViciMessage.builder().flag("up", up).section(name(sa), b -> ikeSa(b, sa)).build();
  }

  /** An {@code ike-rekey} event: both IKE SAs, without their Child SAs. */
  static ViciMessage ikeRekey(IkeSaStatus before, IkeSaStatus after) {
    return ViciMessage.builder()
        .section(
            name(after),
            b ->
                b.section("old", old -> ikeSaAlone(old, before))
                    .section("new", successor -> ikeSaAlone(successor, after)))
        .build();
  }

  /** A {@code child-rekey} event: the IKE SA, and in it both Child SAs. */
  static ViciMessage childRekey(IkeSaStatus sa, ChildSaStatus before, ChildSaStatus after) {
    return ViciMessage.builder()
        .section(
            name(sa),
            b -> {
              ikeSaAlone(b, sa);
              b.section(
                  "child-sas",
                  children ->
                      children.section(
                          after.name(),
                          both ->
                              both.section("old", old -> childSa(old, before))
                                  .section("new", successor -> childSa(successor, after))));
            })
        .build();
  }

  /** A half-open IKE SA has no connection yet; strongSwan calls it so too. */
  private static String name(IkeSaStatus sa) {
    return sa.connection().isEmpty() ? "(unnamed)" : sa.connection();
  }

  private static void ikeSa(ViciMessage.Builder b, IkeSaStatus sa) {
    ikeSaAlone(b, sa);
    // Last, because swanctl prints the IKE SA when it comes to this section.
    b.section(
        "child-sas",
        children -> {
          for (ChildSaStatus child : sa.children()) {
            children.section(child.name() + "-" + child.uniqueId(), c -> childSa(c, child));
          }
        });
  }

  private static void ikeSaAlone(ViciMessage.Builder b, IkeSaStatus sa) {
    b.put("uniqueid", sa.uniqueId())
        .put("version", 2)
        .put("state", sa.state().name())
        .put("local-host", sa.local().getAddress().getHostAddress())
        .put("local-port", sa.local().getPort())
        .put("local-id", sa.localId().orElse("%any"))
        .put("remote-host", sa.remote().getAddress().getHostAddress())
        .put("remote-port", sa.remote().getPort())
        .put("remote-id", sa.remoteId().orElse("%any"))
        .flag("initiator", sa.initiator())
        .put("initiator-spi", String.format("%016x", sa.initiatorSpi()))
        .put("responder-spi", String.format("%016x", sa.responderSpi()))
        .flag("nat-local", sa.natLocal())
        .flag("nat-remote", sa.natRemote())
        .flag("nat-fake", sa.natFake())
        .flag("nat-any", sa.natLocal() || sa.natRemote() || sa.natFake());
    sa.suite().ifPresent(suite -> suite(b, suite));
    seconds(b, "established", sa.established());
    seconds(b, "rekey-time", sa.rekeyIn());
    seconds(b, "reauth-time", sa.reauthenticateIn());
    listed(b, "local-vips", sa.localVips());
    listed(b, "remote-vips", sa.remoteVips());
    listed(b, "yett-name-servers", sa.nameServers());
    if (!sa.tasks().isEmpty()) {
      b.list("tasks-active", sa.tasks());
    }
    sa.posture()
        .ifPresent(posture -> {
          b.list("yett-key-exchanges", posture.keyExchanges())
              .put("yett-hybrid", yesOrNo(posture.hybrid()))
              .put("yett-post-quantum", yesOrNo(posture.postQuantum()))
              .put("yett-local-auth", posture.localAuthentication())
              .put("yett-remote-auth", posture.remoteAuthentication())
              .put("yett-transcript-bound", yesOrNo(posture.transcriptBound()))
              .put("yett-resumed", yesOrNo(posture.resumed()))
              .put("yett-ppk", yesOrNo(posture.ppk()))
              .put("yett-experimental", yesOrNo(posture.experimental()));
        });
    sa.suite().ifPresent(suite -> b.put("yett-suite", suite.text()));
    counters(b, sa.counters());
  }

  private static void listed(ViciMessage.Builder b, String key, List<String> values) {
    if (!values.isEmpty()) {
      b.list(key, values);
    }
  }

  private static void childSa(ViciMessage.Builder b, ChildSaStatus child) {
    b.put("name", child.name())
        .put("uniqueid", child.uniqueId())
        .put("reqid", child.uniqueId())
        .put("state", child.state().name())
        .put("mode", child.mode().name());
    switch (child.state()) {
      case INSTALLED, REKEYING, REKEYED, DELETING, DELETED -> {
        b.put("protocol", "ESP")
            .flag("encap", child.udpEncapsulated())
            .put("spi-in", String.format("%08x", child.inboundSpi()))
            .put("spi-out", String.format("%08x", child.outboundSpi()));
        child.suite().ifPresent(suite -> suite(b, suite));
        traffic(b, "in", child.inbound());
        traffic(b, "out", child.outbound());
        seconds(b, "rekey-time", child.rekeyIn());
        seconds(b, "life-time", child.expiresIn());
        seconds(b, "install-time", Optional.of(child.installed()));
        b.list("yett-key-exchanges", child.keyExchanges());
        child.suite().ifPresent(suite -> b.put("yett-suite", suite.text()));
        counters(b, child.counters());
      }
      case CREATED, INSTALLING -> {
        // There is nothing to count yet.
      }
    }
    b.list("local-ts", child.localSelectors()).list("remote-ts", child.remoteSelectors());
  }

  private static void suite(ViciMessage.Builder b, SuiteStatus suite) {
    b.putIfPresent("encr-alg", suite.encryption());
    suite.encryptionKeyBits().ifPresent(bits -> b.put("encr-keysize", bits));
    b.putIfPresent("integ-alg", suite.integrity())
        .putIfPresent("prf-alg", suite.prf())
        .putIfPresent("dh-group", suite.keyExchange());
    suite.additionalKeyExchanges().forEach((number, name) -> b.put("ake" + number, name));
    if (suite.extendedSequenceNumbers()) {
      b.put("esn", 1);
    }
  }

  private static void traffic(
      ViciMessage.Builder b, String direction, ChildSaStatus.Traffic traffic) {
    b.put("bytes-" + direction, traffic.bytes()).put("packets-" + direction, traffic.packets());
    seconds(b, "use-" + direction, traffic.last());
  }

  private static void counters(ViciMessage.Builder b, Map<String, Long> counters) {
    new TreeMap<>(counters).forEach((name, value) -> b.put("yett-count-" + name, value));
  }

  private static void seconds(ViciMessage.Builder b, String key, Optional<Duration> duration) {
    duration.ifPresent(d -> b.put(key, d.toSeconds()));
  }

  private static String yesOrNo(boolean value) {
    return value ? "yes" : "no";
  }

  /** A {@code list-conn} event. */
  static ViciMessage connection(ConnectionSettings connection) {
    return ViciMessage.builder()
        .section(
            connection.name(),
            b -> {
              b.list("local_addrs", texts(connection.localAddresses()))
                  .list("remote_addrs", texts(connection.remoteAddresses()))
                  .put("local_port", connection.localPort())
                  .put("remote_port", connection.remotePort())
                  .put("version", "IKEv2")
                  .put("reauth_time", connection.lifetimes().reauthTime().toSeconds())
                  .put("rekey_time", connection.lifetimes().rekeyTime().toSeconds())
                  .put("unique", "UNIQUE_" + connection.unique().name());
              if (!connection.dpdDelay().isZero()) {
                b.put("dpd_delay", connection.dpdDelay().toSeconds());
              }
              AuthMessages.add(b, connection.auth());
              b.section(
                  "children",
                  children ->
                      connection
                          .children()
                          .forEach(child -> children.section(child.name(), c -> child(c, child))));
            })
        .build();
  }

  private static void child(ViciMessage.Builder b, ChildSettings child) {
    b.put("mode", "TUNNEL")
        .put("rekey_time", child.lifetimes().rekeyTime().toSeconds())
        .put("rekey_bytes", child.lifetimes().rekeyBytes())
        .put("rekey_packets", child.lifetimes().rekeyPackets())
        .put("dpd_action", name(child.dpdAction()))
        .put("close_action", name(child.closeAction()))
        .list("local-ts", texts(child.localSelectors()))
        .list("remote-ts", texts(child.remoteSelectors()))
        .list("yett-esp-proposals", texts(child.proposals()))
        .put("yett-start-action", child.startAction() == StartAction.START ? "start" : "none");
  }

  /** In the words of swanctl.conf. */
  private static String name(EndAction action) {
    return action.name().toLowerCase(Locale.ROOT);
  }

  private static List<String> texts(List<?> values) {
    return values.stream().map(Object::toString).toList();
  }

  /** A {@code log} or {@code control-log} event. */
  static ViciMessage log(LogLine line) {
    ViciMessage.Builder b =
        ViciMessage.builder()
            .put("group", line.group().name())
            .put("level", line.level())
            .putIfPresent("ikesa-name", line.connection());
    line.ikeSa().ifPresent(id -> b.put("ikesa-uniqueid", id));
    return b.put("msg", truncated(line.text())).build();
  }

  /** No value is longer than its length field can say. */
  private static String truncated(String text) {
    return text.length() <= 8000 ? text : text.substring(0, 8000) + " ...";
  }
}
