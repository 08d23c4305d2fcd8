package org.yett.ike.exchange;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yett.ike.config.Addressing;
import org.yett.ike.config.ConnectionConfig;
import org.yett.ike.config.Identity;
import org.yett.ike.endpoint.AssignedAddresses;
import org.yett.ike.negotiate.AddressRange;
import org.yett.ike.wire.ConfigurationAttribute;
import org.yett.ike.wire.CpPayload;
import org.yett.ike.wire.Message;
import org.yett.ike.wire.Octets;
import org.yett.spec.Clause;
import org.yett.spec.iana.ConfigurationAttributeType;
import org.yett.spec.iana.ConfigurationType;
import org.yett.spec.iana.NotifyType;

/** Configuration payloads: addresses and what goes with them (RFC 7296 2.19, 3.15). */
final class ConfigurationExchange {

  /** What we understand in a reply, and may give in one. */
  private static final List<ConfigurationAttributeType> SUPPORTED =
      List.of(
          ConfigurationAttributeType.INTERNAL_IP4_ADDRESS,
          ConfigurationAttributeType.INTERNAL_IP4_NETMASK,
          ConfigurationAttributeType.INTERNAL_IP4_DNS,
          ConfigurationAttributeType.INTERNAL_IP4_NBNS,
          ConfigurationAttributeType.INTERNAL_IP4_DHCP,
          ConfigurationAttributeType.INTERNAL_IP6_ADDRESS,
          ConfigurationAttributeType.INTERNAL_IP6_DNS,
          ConfigurationAttributeType.INTERNAL_IP6_DHCP,
          ConfigurationAttributeType.INTERNAL_IP4_SUBNET,
          ConfigurationAttributeType.SUPPORTED_ATTRIBUTES,
          ConfigurationAttributeType.INTERNAL_IP6_SUBNET);

  private static final int IP4 = 4;
  private static final int IP6 = 16;

  /** An IPv6 address and the length of its prefix. */
  private static final int IP6_AND_PREFIX = 17;

  private static final byte HOST_PREFIX = (byte) 128;

  private final AddressBook book;
  private final ConnectionConfig connection;

  ConfigurationExchange(AddressBook book, ConnectionConfig connection) {
    this.book = book;
    this.connection = connection;
  }

  // As initiator.

  /** CFG_REQUEST, if we want addresses. */
  @Clause("rfc7296:2.19/4")
  Optional<CpPayload> request() {
    Addressing addressing = connection.addressing();
    if (addressing.virtualIps().isEmpty()) {
      return Optional.empty();
    }
    List<ConfigurationAttribute> attributes = new ArrayList<>();
    Set<InetAddress> asked = new LinkedHashSet<>();
    for (InetAddress wish : addressing.virtualIps()) {
      boolean ipv6 = wish instanceof Inet6Address;
      // What we had before serves best.
      Optional<InetAddress> wanted =
          wish.isAnyLocalAddress()
              ? book.assignedLast(connection.name(), ipv6, asked)
              : Optional.of(wish);
      wanted.ifPresent(asked::add);
      Octets value = wanted.map(ConfigurationExchange::value).orElse(Octets.EMPTY);
      attributes.add(new ConfigurationAttribute(addressType(ipv6), value));
    }
    if (addressing.asksFor(false)) {
      attributes.add(empty(ConfigurationAttributeType.INTERNAL_IP4_DNS));
    }
    if (addressing.asksFor(true)) {
      attributes.add(empty(ConfigurationAttributeType.INTERNAL_IP6_DNS));
    }
    return Optional.of(new CpPayload(ConfigurationType.REQUEST, attributes));
  }

  /** What the response assigns to us; no more than we have asked for. */
  AssignedAddresses read(Message response) {
    if (connection.addressing().virtualIps().isEmpty()) {
      return AssignedAddresses.NONE;
    }
    List<ConfigurationAttribute> replied =
        response.all(CpPayload.class).stream()
            .filter(cp -> cp.configurationType().equals(ConfigurationType.REPLY))
            .flatMap(cp -> cp.attributes().stream())
            .toList();
    Set<InetAddress> addresses = new LinkedHashSet<>();
    addresses.addAll(addresses(replied, false));
    addresses.addAll(addresses(replied, true));
    // = rfc7296:3.15.1/21
    List<ConfigurationAttribute> others =
        replied.stream().filter(ConfigurationExchange::isInformation).toList();
    AssignedAddresses assigned = AssignedAddresses.ofLocal(List.copyOf(addresses), others);
    book.rememberAssigned(connection.name(), assigned.local());
    return assigned;
  }

  private List<InetAddress> addresses(List<ConfigurationAttribute> replied, boolean ipv6) {
    long wanted =
        connection.addressing().virtualIps().stream()
            .filter(address -> (address instanceof Inet6Address) == ipv6)
            .count();
    // = rfc7296:3.15.1/5
    return replied.stream()
        .filter(attribute -> attribute.type().equals(addressType(ipv6)))
        .flatMap(attribute -> address(attribute).stream())
        .filter(ConfigurationExchange::canBeOurs)
        .distinct()
        .limit(wanted)
        .toList();
  }

  private static boolean canBeOurs(InetAddress address) {
    return !address.isAnyLocalAddress()
        && !address.isMulticastAddress()
        && !address.isLoopbackAddress();
  }

  private static boolean isInformation(ConfigurationAttribute attribute) {
    ConfigurationAttributeType type = attribute.type();
    int size = attribute.value().size();
    if (type.equals(ConfigurationAttributeType.INTERNAL_IP4_DNS)
        || type.equals(ConfigurationAttributeType.INTERNAL_IP4_NBNS)
        || type.equals(ConfigurationAttributeType.INTERNAL_IP4_DHCP)
        || type.equals(ConfigurationAttributeType.INTERNAL_IP4_NETMASK)) {
      return size == IP4;
    } else if (type.equals(ConfigurationAttributeType.INTERNAL_IP6_DNS)
        || type.equals(ConfigurationAttributeType.INTERNAL_IP6_DHCP)) {
      return size == IP6;
    } else if (type.equals(ConfigurationAttributeType.INTERNAL_IP4_SUBNET)) {
      return size == 2 * IP4;
    }
    return type.equals(ConfigurationAttributeType.INTERNAL_IP6_SUBNET) && size == IP6_AND_PREFIX;
  }

  // As responder.

  /** What comes of the peer's request. */
  sealed interface Answer {
    /** There is none. */
    record NotAsked() implements Answer {}

    /**
     * There is something to reply.
     *
     * @param assigned what the peer gets
     * @param reply CFG_REPLY
     */
    record Replied(AssignedAddresses assigned, CpPayload reply) implements Answer {}

    /**
     * There is no Child SA without an address, and none is assigned.
     *
     * @param error for the peer
     * @param reason for us
     */
    record Failed(NotifyType error, String reason) implements Answer {}
  }

  /** Assigns what an authenticated peer asks for. */
  @Clause("rfc7296:2.19")
  Answer answer(Identity peer, Message request) {
    List<ConfigurationAttribute> asked =
        request.all(CpPayload.class).stream()
            .filter(cp -> cp.configurationType().equals(ConfigurationType.REQUEST))
            .flatMap(cp -> cp.attributes().stream())
            .toList();
    boolean present =
        request.all(CpPayload.class).stream()
            .anyMatch(cp -> cp.configurationType().equals(ConfigurationType.REQUEST));
    List<ConfigurationAttribute> wishes =
        asked.stream()
            .filter(attribute -> isAddress(attribute.type()))
            .limit(Addressing.MOST_ADDRESSES)
            .toList();
    // = rfc7296:2.19/7
    if (wishes.isEmpty() && connection.addressing().required()) {
      return new Answer.Failed(
          NotifyType.FAILED_CP_REQUIRED, peer + " asks for no address, and needs one");
    }
    // = rfc7296:2.19/6
    if (!present) {
      return new Answer.NotAsked();
    }
    return assign(peer, asked, wishes);
  }

  private Answer assign(
      Identity peer, List<ConfigurationAttribute> asked, List<ConfigurationAttribute> wishes) {
    List<ConfigurationAttribute> reply = new ArrayList<>();
    Set<ConfigurationAttribute> further = new LinkedHashSet<>();
    Set<InetAddress> given = new LinkedHashSet<>();
    for (ConfigurationAttribute wish : wishes) {
      boolean ipv6 = wish.type().equals(ConfigurationAttributeType.INTERNAL_IP6_ADDRESS);
      // = rfc7296:3.15.1/19
      Optional<AddressBook.Given> lease =
          book.lease(connection.addressing().pools(), ipv6, peer, address(wish), given);
      if (lease.isPresent()) {
        InetAddress address = lease.get().address();
        given.add(address);
        reply.add(new ConfigurationAttribute(wish.type(), value(address)));
        further.addAll(lease.get().attributes());
      }
    }
    if (given.isEmpty() && !wishes.isEmpty()) {
      return new Answer.Failed(
          NotifyType.INTERNAL_ADDRESS_FAILURE,
          "no pool of " + connection.name() + " has an address for " + peer);
    }
    // = rfc7296:2.19/5
    reply.addAll(further);
    boolean supported =
        asked.stream()
            .anyMatch(a -> a.type().equals(ConfigurationAttributeType.SUPPORTED_ATTRIBUTES));
    if (supported) {
      reply.add(supportedAttributes());
    }
    return new Answer.Replied(
        AssignedAddresses.ofRemote(List.copyOf(given)),
        new CpPayload(ConfigurationType.REPLY, reply));
  }

  @Clause("rfc7296:3.15.1/16")
  private static ConfigurationAttribute supportedAttributes() {
    ByteBuffer types = ByteBuffer.allocate(Short.BYTES * SUPPORTED.size());
    SUPPORTED.forEach(type -> types.putShort((short) type.value()));
    return new ConfigurationAttribute(
        ConfigurationAttributeType.SUPPORTED_ATTRIBUTES, Octets.wrap(types.array()));
  }

  // For both.

  private static ConfigurationAttribute empty(ConfigurationAttributeType type) {
    return new ConfigurationAttribute(type, Octets.EMPTY);
  }

  private static ConfigurationAttributeType addressType(boolean ipv6) {
    return ipv6
        ? ConfigurationAttributeType.INTERNAL_IP6_ADDRESS
        : ConfigurationAttributeType.INTERNAL_IP4_ADDRESS;
  }

  private static boolean isAddress(ConfigurationAttributeType type) {
    return type.equals(addressType(false)) || type.equals(addressType(true));
  }

  private static Octets value(InetAddress address) {
    Octets octets = Octets.wrap(address.getAddress());
    return address instanceof Inet6Address
        ? Octets.concat(octets, Octets.wrap(new byte[] {HOST_PREFIX}))
        : octets;
  }

  /** The address in an address attribute; none if it is empty, or of a wrong length. */
  private static Optional<InetAddress> address(ConfigurationAttribute attribute) {
    boolean ipv6 = attribute.type().equals(ConfigurationAttributeType.INTERNAL_IP6_ADDRESS);
    int expected = ipv6 ? IP6_AND_PREFIX : IP4;
    if (attribute.value().size() != expected) {
      return Optional.empty();
    }
    InetAddress address =
        AddressRange.address(attribute.value().slice(0, ipv6 ? IP6 : IP4).toArray());
    return Optional.of(address).filter(a -> !a.isAnyLocalAddress());
  }
}
