package org.yett.ike.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.yett.ike.exchange.Setups.alice;
import static org.yett.ike.exchange.Setups.bob;
import static org.yett.ike.exchange.Setups.child;
import static org.yett.ike.exchange.Setups.traffic;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yett.ike.config.AddressPool;
import org.yett.ike.config.Addressing;
import org.yett.ike.config.ChildConfig;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.config.UniquePolicy;
import org.yett.ike.endpoint.Command;
import org.yett.ike.endpoint.Output;
import org.yett.ike.endpoint.PoolStatus;
import org.yett.ike.event.Event;
import org.yett.ike.negotiate.AddressRange;
import org.yett.ike.sim.Tampering;
import org.yett.ike.wire.ConfigurationAttribute;
import org.yett.ike.wire.CpPayload;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Payload;
import org.yett.ike.wire.SaPayload;
import org.yett.spec.iana.ConfigurationAttributeType;
import org.yett.spec.iana.ConfigurationType;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.NotifyType;

/** Configuration payloads between a client and a gateway (RFC 7296 2.19, 3.15). */
class ConfigurationPayloadTest {

  private static final ExchangeType AUTH = ExchangeType.IKE_AUTH;
  private static final InetAddress ANY4 = TwoEnds.address("0.0.0.0");
  private static final InetAddress ANY6 = TwoEnds.address("::");
  private static final ChildConfig CLIENT = child("net", "dynamic", "10.2.0.0/16");
  private static final ChildConfig GATEWAY = child("net", "10.2.0.0/16", "dynamic");
  private static final ConfigurationAttribute DNS =
      new ConfigurationAttribute(
          ConfigurationAttributeType.INTERNAL_IP4_DNS, Octets.ofHex("0a020035"));
  private static final ConfigurationAttribute SUBNET =
      new ConfigurationAttribute(
          ConfigurationAttributeType.INTERNAL_IP4_SUBNET, Octets.ofHex("0a020000ffff0000"));

  private static AddressPool pool(
      String name, String network, int length, ConfigurationAttribute... attributes) {
    return new AddressPool(
        name, AddressRange.ofPrefix(TwoEnds.address(network), length), List.of(attributes));
  }

  private static Setups setups(Addressing client, Addressing gateway, AddressPool... pools) {
    return setups(
        alice(CLIENT).withAddressing(client), bob(GATEWAY).withAddressing(gateway), pools);
  }

  private static Setups setups(
      ConnectionConfig client, ConnectionConfig gateway, AddressPool... pools) {
    Setups setups = new Setups(client, gateway);
    setups.ends.bob.command(new Command.LoadPools(List.of(pools)));
    return setups;
  }

  private static Setups remoteAccess() {
    return setups(
        Addressing.asking(ANY4),
        Addressing.giving("clients"),
        pool("clients", "10.3.0.0", 24, DNS, SUBNET));
  }

  private static Set<InetAddress> addresses(String... texts) {
    return Set.copyOf(Arrays.stream(texts).map(TwoEnds::address).toList());
  }

  private static PoolStatus pool(TwoEnds ends) {
    return ends.bob.status().pools().getFirst();
  }

  private static List<ConfigurationAttribute> attributes(Setups.Seam seam) {
    return seam.last(AUTH, CpPayload.class).getFirst().attributes();
  }

  @Test
  @Tag("rfc7296:2.19/1")
  @Tag("rfc7296:3.15.1/2")
  @Tag("rfc7296:4/11")
  void aClientGetsAnAddressAndTheTrafficOfItAlone() {
    Setups setups = remoteAccess().initiated();
    HandshakeTest.assertTunnel(setups.ends);
    assertEquals("[10.3.0.1/32] === [10.2.0.0/16]", traffic(setups.ends.alice));
    assertEquals(addresses("10.3.0.1"), setups.ends.alice.assigned);
    assertEquals(List.of(TwoEnds.address("10.3.0.1")), setups.ends.alice.only().assigned().local());
    assertEquals(List.of(TwoEnds.address("10.3.0.1")), setups.ends.bob.only().assigned().remote());
    assertEquals(List.of(DNS, SUBNET), setups.ends.alice.only().assigned().attributes());
    assertTrue(setups.ends.bob.assigned.isEmpty());
    assertEquals(1, pool(setups.ends).online());
  }

  @Test
  @Tag("rfc7296:2.19/1")
  @Tag("rfc7296:2.19/2")
  @Tag("rfc7296:2.19/4")
  @Tag("rfc7296:4/9")
  void theRequestAsksForAnAddressAndNameServersAheadOfSa() {
    Setups setups = remoteAccess().initiated();
    CpPayload request = setups.ofAlice.last(AUTH, CpPayload.class).getFirst();
    assertEquals(ConfigurationType.REQUEST, request.configurationType());
    assertEquals(
        List.of(
            ConfigurationAttributeType.INTERNAL_IP4_ADDRESS,
            ConfigurationAttributeType.INTERNAL_IP4_DNS),
        request.attributes().stream().map(ConfigurationAttribute::type).toList());
    for (Setups.Seam seam : List.of(setups.ofAlice, setups.ofBob)) {
      List<Payload> payloads = seam.last(AUTH);
      int cp = payloads.indexOf(seam.last(AUTH, CpPayload.class).getFirst());
      int sa = payloads.indexOf(seam.last(AUTH, SaPayload.class).getFirst());
      assertTrue(cp < sa, payloads::toString);
    }
  }

  @Test
  void theAddressIsThereBeforeTheChildSaAndGoesAfterIt() {
    Setups setups = remoteAccess().initiated();
    setups.ends.alice.command(
        new Command.TerminateIke(7, new Command.IkeTarget.ByConnection("net")));
    setups.ends.deliver();
    List<String> order =
        setups.ends.alice.outputs.stream()
            .filter(output ->
                output instanceof Output.AddAddress
                    || output instanceof Output.RemoveAddress
                    || output instanceof Output.InstallInbound
                    || output instanceof Output.RemoveChildSa)
            .map(output -> output.getClass().getSimpleName())
            .toList();
    assertEquals(List.of("AddAddress", "InstallInbound", "RemoveChildSa", "RemoveAddress"), order);
    assertTrue(setups.ends.alice.assigned.isEmpty());
    assertEquals(0, pool(setups.ends).online());
    assertEquals(1, pool(setups.ends).offline());
  }

  @Test
  void aClientThatComesBackGetsTheAddressThatItHad() {
    Setups setups = remoteAccess().initiated();
    setups.ends.alice.command(
        new Command.TerminateIke(7, new Command.IkeTarget.ByConnection("net")));
    setups.ends.deliver();
    setups.initiated();
    // It even asks for it.
    assertEquals("0a030001", attributes(setups.ofAlice).getFirst().value().hex());
    assertEquals(addresses("10.3.0.1"), setups.ends.alice.assigned);
    assertEquals(1, pool(setups.ends).leases().size());
  }

  @Test
  void aClientThatHasForgottenEverythingGetsTheAddressThatItHad() {
    Setups setups = remoteAccess().initiated();
    TwoEnds.Host restarted = setups.ends.restart(setups.ends.alice);
    restarted.load(alice(CLIENT).withAddressing(Addressing.asking(ANY4)));
    restarted.initiate();
    setups.ends.deliver();
    assertEquals(addresses("10.3.0.1"), restarted.assigned);
    assertEquals(1, setups.ends.bob.status().ikeSas().size());
    assertEquals(1, pool(setups.ends).leases().size());
  }

  @Test
  void anAddressIsGoneOnlyWithTheLastIkeSaThatHasIt() {
    ConnectionConfig client =
        Connections.alice()
            .unique(UniquePolicy.NEVER)
            .build()
            .withChildren(List.of(CLIENT))
            .withAddressing(Addressing.asking(ANY4));
    ConnectionConfig gateway =
        Connections.bob()
            .unique(UniquePolicy.NEVER)
            .build()
            .withChildren(List.of(GATEWAY))
            .withAddressing(Addressing.giving("clients"));
    Setups setups = setups(client, gateway, pool("clients", "10.3.0.0", 24)).initiated();
    // Over the same connection, the IKE SA that stands would be used.
    setups.ends.alice.load(
        Connections.alice()
            .unique(UniquePolicy.NEVER)
            .anyPeer()
            .build()
            .withChildren(List.of(CLIENT))
            .withAddressing(Addressing.asking(ANY4)));
    setups.ends.alice.keys.put("alice 192.0.2.2", "secret");
    setups.initiated();
    assertEquals(2, setups.ends.alice.status().ikeSas().size());
    assertEquals(addresses("10.3.0.1"), setups.ends.alice.assigned);
    assertEquals(1, pool(setups.ends).leases().size());
    setups.ends.alice.command(
        new Command.TerminateIke(
            7, new Command.IkeTarget.ById(setups.ends.alice.status().ikeSas().getFirst().id())));
    setups.ends.deliver();
    assertEquals(addresses("10.3.0.1"), setups.ends.alice.assigned);
    assertEquals(1, pool(setups.ends).online());
    setups.ends.alice.command(
        new Command.TerminateIke(8, new Command.IkeTarget.ByConnection("net")));
    setups.ends.deliver();
    assertTrue(setups.ends.alice.assigned.isEmpty());
    assertEquals(0, pool(setups.ends).online());
  }

  @Test
  void aCertainAddressIsGivenIfItIsFree() {
    Setups setups =
        setups(
                Addressing.asking(TwoEnds.address("10.3.0.77")),
                Addressing.giving("clients"),
                pool("clients", "10.3.0.0", 24))
            .initiated();
    assertEquals(addresses("10.3.0.77"), setups.ends.alice.assigned);
  }

  @Test
  @Tag("rfc7296:3.15.1/19")
  void anAddressThatNoPoolHasIsAnsweredWithAnother() {
    Setups setups =
        setups(
                Addressing.asking(TwoEnds.address("10.99.0.77")),
                Addressing.giving("clients"),
                pool("clients", "10.3.0.0", 24))
            .initiated();
    assertEquals(addresses("10.3.0.1"), setups.ends.alice.assigned);
  }

  @Test
  @Tag("rfc7296:3.15.1/4")
  @Tag("rfc7296:4/10")
  @Tag("rfc7296:4/11")
  void bothFamiliesAreGivenFromTheirPools() {
    ChildConfig client = child("net", "dynamic", "10.2.0.0/16,2001:db8:2::/48");
    ChildConfig gateway = child("net", "10.2.0.0/16,2001:db8:2::/48", "dynamic");
    Setups setups =
        setups(
                alice(client).withAddressing(Addressing.asking(ANY4, ANY6)),
                bob(gateway).withAddressing(Addressing.giving("four", "six")),
                pool("four", "10.3.0.0", 24),
                pool("six", "2001:db8:3::", 64))
            .initiated();
    HandshakeTest.assertTunnel(setups.ends);
    assertEquals(addresses("10.3.0.1", "2001:db8:3::1"), setups.ends.alice.assigned);
    assertEquals(
        "[10.3.0.1/32, 2001:db8:3::1/128] === [10.2.0.0/16, 2001:db8:2::/48]",
        traffic(setups.ends.alice));
    ConfigurationAttribute six =
        attributes(setups.ofBob).stream()
            .filter(a -> a.type().equals(ConfigurationAttributeType.INTERNAL_IP6_ADDRESS))
            .findFirst()
            .orElseThrow();
    assertEquals(17, six.value().size());
    assertEquals(128, six.value().u8(16));
  }

  @Test
  void aFamilyWithoutPoolIsPassedOver() {
    Setups setups =
        setups(
                Addressing.asking(ANY4, ANY6),
                Addressing.giving("clients"),
                pool("clients", "10.3.0.0", 24))
            .initiated();
    HandshakeTest.assertTunnel(setups.ends);
    assertEquals(addresses("10.3.0.1"), setups.ends.alice.assigned);
  }

  @Test
  @Tag("rfc7296:3.15.1/3")
  @Tag("rfc7296:3.15.3/1")
  void theWantedInterfaceIdentifierIsKeptUnderAnotherPrefix() {
    ChildConfig client = child("net", "dynamic", "2001:db8:2::/48");
    ChildConfig gateway = child("net", "2001:db8:2::/48", "dynamic");
    Setups setups =
        setups(
                alice(client)
                    .withAddressing(Addressing.asking(TwoEnds.address("2001:db8:99::aaaa:1"))),
                bob(gateway).withAddressing(Addressing.giving("six")),
                pool("six", "2001:db8:3::", 64))
            .initiated();
    assertEquals(addresses("2001:db8:3::aaaa:1"), setups.ends.alice.assigned);
  }

  @Test
  void withoutAFreeAddressThereIsNoChildSaButAnIkeSa() {
    Setups setups =
        setups(Addressing.asking(ANY4), Addressing.giving("none"), pool("clients", "10.3.0.0", 24))
            .initiated();
    assertTrue(setups.ofBob.lastHas(AUTH, NotifyType.INTERNAL_ADDRESS_FAILURE));
    assertTrue(setups.ofBob.last(AUTH, CpPayload.class).isEmpty());
    assertTrue(setups.ends.bob.inbound.isEmpty());
    assertTrue(setups.ends.bob.established());
    assertTrue(setups.ends.alice.inbound.isEmpty());
    assertTrue(
        setups.ends.alice.events(Event.CommandFinished.class).getFirst().failure().isPresent());
  }

  @Test
  @Tag("rfc7296:2.19/7")
  @Tag("negative")
  void aClientThatMustAskAndDoesNotGetsFailedCpRequired() {
    Setups setups =
        setups(
                alice(child("net", "10.1.0.0/16", "10.2.0.0/16")),
                bob(child("net", "10.2.0.0/16", "10.1.0.0/16"))
                    .withAddressing(Addressing.giving("clients").requiring()),
                pool("clients", "10.3.0.0", 24))
            .initiated();
    assertTrue(setups.ofBob.lastHas(AUTH, NotifyType.FAILED_CP_REQUIRED));
    assertTrue(setups.ends.alice.established() && setups.ends.bob.established());
    assertTrue(setups.ends.alice.inbound.isEmpty() && setups.ends.bob.inbound.isEmpty());
    assertEquals(
        "the peer answers FAILED_CP_REQUIRED",
        setups.ends.alice.events(Event.ChildSaFailed.class).getFirst().reason());
  }

  @Test
  @Tag("rfc7296:2.19/6")
  void thereIsNoReplyWithoutARequest() {
    Setups setups =
        setups(
                alice(child("net", "10.1.0.0/16", "10.2.0.0/16")),
                bob(child("net", "10.2.0.0/16", "10.1.0.0/16"))
                    .withAddressing(Addressing.giving("clients")),
                pool("clients", "10.3.0.0", 24))
            .initiated();
    HandshakeTest.assertTunnel(setups.ends);
    assertTrue(setups.ofBob.last(AUTH, CpPayload.class).isEmpty());
  }

  @Test
  @Tag("rfc7296:3.15.4/1")
  void aClientThatGetsNoReplyDeletesWhatItCannotUse() {
    Setups setups = remoteAccess();
    setups.ofBob.edit = Tampering.dropping(CpPayload.class, cp -> true);
    setups.initiated();
    assertEquals(List.of(), setups.ends.alice.status().ikeSas());
    assertEquals(List.of(), setups.ends.bob.status().ikeSas());
    assertTrue(setups.ends.alice.assigned.isEmpty());
    assertEquals(
        Optional.of("the peer has assigned no address to us"),
        setups.ends.alice.events(Event.CommandFinished.class).getFirst().failure());
    assertEquals(
        Event.DeleteReason.NOT_ACCEPTABLE,
        setups.ends.alice.events(Event.IkeSaDeleted.class).getFirst().reason());
  }

  @Test
  void anAnswerWhoseTrafficLacksTheAssignedAddressIsOfNoUse() {
    Setups setups = remoteAccess();
    setups.ofBob.edit =
        Tampering.replacing(
            CpPayload.class,
            cp ->
                List.of(
                    new CpPayload(
                        ConfigurationType.REPLY,
                        List.of(
                            new ConfigurationAttribute(
                                ConfigurationAttributeType.INTERNAL_IP4_ADDRESS,
                                Octets.ofHex("0a090909"))))));
    setups.initiated();
    assertEquals(List.of(), setups.ends.alice.status().ikeSas());
    assertTrue(setups.ends.alice.assigned.isEmpty());
    assertTrue(setups.ends.alice.inbound.isEmpty() && setups.ends.bob.inbound.isEmpty());
  }

  @Test
  @Tag("rfc7296:3.15.1/5")
  @Tag("rfc7296:3.15.1/21")
  @Tag("negative")
  void moreAddressesThanAskedForAndUselessOnesAreNotTaken() {
    Setups setups = remoteAccess();
    setups.ofBob.edit =
        Tampering.replacing(
            CpPayload.class,
            cp -> {
              List<ConfigurationAttribute> more = new ArrayList<>();
              for (String value : List.of("e0000001", "00000000", "7f000001", "0a03", "")) {
                more.add(
                    new ConfigurationAttribute(
                        ConfigurationAttributeType.INTERNAL_IP4_ADDRESS, Octets.ofHex(value)));
              }
              more.addAll(cp.attributes());
              more.add(
                  new ConfigurationAttribute(
                      ConfigurationAttributeType.INTERNAL_IP4_ADDRESS, Octets.ofHex("0a030009")));
              more.add(
                  new ConfigurationAttribute(
                      ConfigurationAttributeType.of(16000), Octets.ofHex("00")));
              return List.of(new CpPayload(cp.configurationType(), more));
            });
    setups.initiated();
    assertEquals(addresses("10.3.0.1"), setups.ends.alice.assigned);
    assertEquals(List.of(DNS, SUBNET), setups.ends.alice.only().assigned().attributes());
  }

  @Test
  @Tag("rfc7296:3.15.1/21")
  @Tag("rfc7296:3.15.1/16")
  @Tag("negative")
  void unknownAttributesOfARequestAreIgnoredAndSupportedOnesAreListed() {
    Setups setups = remoteAccess();
    setups.ofAlice.edit =
        Tampering.replacing(
            CpPayload.class,
            cp -> {
              List<ConfigurationAttribute> more = new ArrayList<>(cp.attributes());
              more.add(
                  new ConfigurationAttribute(
                      ConfigurationAttributeType.of(16000), Octets.ofHex("00")));
              more.add(
                  new ConfigurationAttribute(
                      ConfigurationAttributeType.INTERNAL_IP6_LINK,
                      Octets.ofHex("0102030405060708")));
              more.add(
                  new ConfigurationAttribute(
                      ConfigurationAttributeType.SUPPORTED_ATTRIBUTES, Octets.EMPTY));
              return List.of(new CpPayload(cp.configurationType(), more));
            });
    setups.initiated();
    HandshakeTest.assertTunnel(setups.ends);
    ConfigurationAttribute supported =
        attributes(setups.ofBob).stream()
            .filter(a -> a.type().equals(ConfigurationAttributeType.SUPPORTED_ATTRIBUTES))
            .findFirst()
            .orElseThrow();
    assertEquals(0, supported.value().size() % 2);
    List<Integer> types = new ArrayList<>();
    for (int i = 0; i < supported.value().size(); i += 2) {
      types.add(supported.value().u16(i));
    }
    assertTrue(types.containsAll(List.of(1, 3, 8, 10, 13)), types::toString);
    assertFalse(types.contains(17), types::toString);
  }

  @Test
  @Tag("rfc7296:3.15.1/24")
  @Tag("rfc7296:3.15.1/25")
  @Tag("rfc7296:3.15.1/23")
  void cfgSetIsNotAnsweredByCfgAck() {
    Setups setups = remoteAccess();
    setups.ofAlice.edit =
        Tampering.replacing(
            CpPayload.class, cp -> List.of(cp, new CpPayload(ConfigurationType.SET, List.of(DNS))));
    setups.initiated();
    HandshakeTest.assertTunnel(setups.ends);
    assertEquals(1, setups.ofBob.last(AUTH, CpPayload.class).size());
  }

  /** The same with attributes added to the payload of one end. */
  private static Setups with(Setups setups, Setups.Seam seam, ConfigurationAttribute... added) {
    seam.edit =
        Tampering.replacing(
            CpPayload.class,
            cp -> {
              List<ConfigurationAttribute> more = new ArrayList<>(List.of(added));
              more.addAll(cp.attributes());
              return List.of(new CpPayload(cp.configurationType(), more));
            });
    return setups.initiated();
  }

  @Test
  @Tag("rfc7296:1.7/4")
  @Tag("rfc7296:3.15.1/21")
  void theAttributeThatOnceToldAnExpiryIsDisregarded() {
    ConfigurationAttribute five =
        new ConfigurationAttribute(ConfigurationAttributeType.of(5), Octets.ofHex("00000001"));
    for (boolean asked : new boolean[] {true, false}) {
      Setups setups = remoteAccess();
      with(setups, asked ? setups.ofAlice : setups.ofBob, five);
      HandshakeTest.assertTunnel(setups.ends);
      assertEquals(addresses("10.3.0.1"), setups.ends.alice.assigned);
      assertEquals(List.of(DNS, SUBNET), setups.ends.alice.only().assigned().attributes());
      setups.ends.pass(Duration.ofMinutes(10));
      assertEquals(addresses("10.3.0.1"), setups.ends.alice.assigned);
      if (asked) {
        assertFalse(attributes(setups.ofBob).contains(five));
      }
    }
  }

  @Test
  @Tag("rfc7296:2.20/3")
  @Tag("rfc7296:2.20/2")
  void whoeverAsksForOurVersionIsNotToldIt() {
    ConfigurationAttribute version =
        new ConfigurationAttribute(ConfigurationAttributeType.APPLICATION_VERSION, Octets.EMPTY);
    Setups setups = remoteAccess();
    with(setups, setups.ofAlice, version);
    HandshakeTest.assertTunnel(setups.ends);
    // Where there is a reply for another reason, it has an empty version or none.
    assertTrue(
        attributes(setups.ofBob).stream()
            .allMatch(a -> !a.type().equals(version.type()) || a.value().isEmpty()));
    // Where there is no other reason, there is none.
    Setups alone =
        new Setups(
            alice(child("net", "10.1.0.0/16", "10.2.0.0/16")),
            bob(child("net", "10.2.0.0/16", "10.1.0.0/16")));
    alone.ofAlice.edit =
        draft ->
            draft.header().exchangeType().equals(AUTH)
                ? Tampering.adding(new CpPayload(ConfigurationType.REQUEST, List.of(version)))
                    .apply(draft)
                : draft;
    alone.initiated();
    HandshakeTest.assertTunnel(alone.ends);
    assertTrue(
        alone.ofBob.last(AUTH, CpPayload.class).stream()
            .flatMap(cp -> cp.attributes().stream())
            .allMatch(a -> a.value().isEmpty()));
  }

  @Test
  @Tag("rfc7296:3.15.1/6")
  @Tag("rfc7296:3.15.1/7")
  void aNetmaskIsNeverAskedForWithAValueNorGivenWithoutAnAddress() {
    Setups plain = remoteAccess().initiated();
    for (Setups.Seam seam : List.of(plain.ofAlice, plain.ofBob)) {
      assertTrue(
          attributes(seam).stream()
              .noneMatch(a -> a.type().equals(ConfigurationAttributeType.INTERNAL_IP4_NETMASK)));
    }
    Setups asked = remoteAccess();
    with(
        asked,
        asked.ofAlice,
        new ConfigurationAttribute(ConfigurationAttributeType.INTERNAL_IP4_NETMASK, Octets.EMPTY));
    List<ConfigurationAttributeType> given =
        attributes(asked.ofBob).stream().map(ConfigurationAttribute::type).toList();
    assertTrue(given.contains(ConfigurationAttributeType.INTERNAL_IP4_ADDRESS));
    assertTrue(
        given.stream()
                .filter(type -> type.equals(ConfigurationAttributeType.INTERNAL_IP4_NETMASK))
                .count()
            <= 1);
  }

  @Test
  void twoClientsNeverHaveOneAddress() {
    ConnectionConfig gateway =
        Connections.bob()
            .anyPeer()
            .build()
            .withChildren(List.of(GATEWAY))
            .withAddressing(Addressing.giving("clients"));
    Setups setups =
        setups(
            alice(CLIENT).withAddressing(Addressing.asking(ANY4)),
            gateway,
            pool("clients", "10.3.0.0", 30));
    setups.ends.bob.keys.put("bob carol", "secret");
    setups.ends.bob.keys.put("bob dave", "secret");
    setups.initiated();
    for (String name : List.of("carol", "dave")) {
      setups.ends.alice.keys.put(name + " bob", "secret");
      setups.ends.alice.load(
          Connections.of(name, "bob")
              .named("net")
              .withChildren(List.of(CLIENT))
              .withAddressing(Addressing.asking(ANY4)));
      setups.ends.alice.initiate();
      setups.ends.deliver();
    }
    // Two addresses are in the pool: the third client gets none.
    assertEquals(addresses("10.3.0.1", "10.3.0.2"), setups.ends.alice.assigned);
    assertEquals(2, pool(setups.ends).online());
    assertTrue(setups.ofBob.lastHas(AUTH, NotifyType.INTERNAL_ADDRESS_FAILURE));
  }

  @Test
  @Tag("rfc7296:2.9.2/1")
  void successorsOfTheIkeSaAndOfTheChildSaKeepTheAddress() {
    Setups setups = remoteAccess().initiated();
    long added = count(setups, Output.AddAddress.class);
    setups.ends.alice.command(
        new Command.RekeyIke(7, new Command.IkeTarget.ByConnection("net"), false));
    setups.ends.pass(Duration.ofSeconds(10));
    setups.ends.bob.command(
        new Command.RekeyChild(8, new Command.ChildTarget.ByName(Optional.empty(), "net")));
    setups.ends.pass(Duration.ofSeconds(10));
    HandshakeTest.assertTunnel(setups.ends);
    assertEquals(2, setups.ends.alice.only().id().value());
    assertEquals("[10.3.0.1/32] === [10.2.0.0/16]", traffic(setups.ends.alice));
    assertEquals(addresses("10.3.0.1"), setups.ends.alice.assigned);
    assertEquals(added, count(setups, Output.AddAddress.class));
    assertEquals(0, count(setups, Output.RemoveAddress.class));
    assertEquals(1, pool(setups.ends).online());
  }

  private static long count(Setups setups, Class<? extends Output> kind) {
    return setups.ends.alice.outputs.stream().filter(kind::isInstance).count();
  }

  @Test
  void reauthenticationKeepsTheAddress() {
    Setups setups = remoteAccess().initiated();
    setups.ends.alice.command(
        new Command.RekeyIke(7, new Command.IkeTarget.ByConnection("net"), true));
    setups.ends.pass(Duration.ofSeconds(10));
    HandshakeTest.assertTunnel(setups.ends);
    assertEquals(addresses("10.3.0.1"), setups.ends.alice.assigned);
    assertEquals(0, count(setups, Output.RemoveAddress.class));
    assertEquals(1, pool(setups.ends).leases().size());
    assertEquals(1, pool(setups.ends).online());
  }
}
