package org.yett.gateway.config;

import java.net.InetAddress;

/** An entry of {@code local_addrs} or {@code remote_addrs}. */
public sealed interface AddressSpec {

  /** Every address of both families: {@code %any}. */
  record Any() implements AddressSpec {
    @Override
    public String toString() {
      return "%any";
    }
  }

  /**
   * One address.
   *
   * @param address the address
   */
  record Host(InetAddress address) implements AddressSpec {
    @Override
    public String toString() {
      return address.getHostAddress();
    }
  }

  /**
   * The addresses from the first to the last, both included, of one family.
   *
   * @param first the lowest
   * @param last the highest
   * @param text as it was written
   */
  record Range(InetAddress first, InetAddress last, String text) implements AddressSpec {
    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * Whatever addresses a DNS name has when they are needed.
   *
   * @param name the name
   */
  record Name(String name) implements AddressSpec {
    @Override
    public String toString() {
      return name;
    }
  }
}
