package org.yett.tun.socket;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A classic BPF program over the octets of an IP packet, which the kernel runs: what it leaves out
 * costs no copy. Immutable.
 */
public final class PacketFilter {
  static final int INSTRUCTION = 8;

  private static final int LOAD_OCTET = 0x30;
  private static final int LOAD_HALF = 0x28;
  private static final int LOAD_HALF_AT_X = 0x48;
  private static final int X_IS_IPV4_HEADER_LENGTH = 0xb1;
  private static final int AND = 0x54;
  private static final int JUMP = 0x05;
  private static final int JUMP_IF_EQUAL = 0x15;
  private static final int JUMP_IF_SET = 0x45;
  private static final int RETURN = 0x06;

  private static final int UDP = 17;
  private static final int ESP = 50;
  private static final int IPV6_FRAGMENT = 44;
  private static final int IPV6_HEADER = 40;
  private static final int WHOLE = 0x40000;

  /** Where a jump goes: by name, until the places are known. */
  private record Line(int code, String label, String yes, String no, int value) {}

  private final List<Line> lines = new ArrayList<>();

  private PacketFilter() {}

  /**
   * ESP, UDP from or to one of two ports, and the later fragments of IP packets, whose ports are
   * not known.
   */
  public static PacketFilter ipsec(int ikePort, int natTraversalPort) {
    PacketFilter f = new PacketFilter();
    f.add("", LOAD_OCTET, 0);
    f.add("", AND, 0xf0);
    f.test("", JUMP_IF_EQUAL, 0x40, "ipv4", "or6");
    f.test("or6", JUMP_IF_EQUAL, 0x60, "ipv6", "drop");
    f.add("ipv4", LOAD_OCTET, 9);
    f.test("", JUMP_IF_EQUAL, ESP, "take", "udp4?");
    f.test("udp4?", JUMP_IF_EQUAL, UDP, "udp4", "drop");
    f.add("udp4", LOAD_HALF, 6);
    f.test("", JUMP_IF_SET, 0x1fff, "take", "whole4");
    f.add("whole4", X_IS_IPV4_HEADER_LENGTH, 0);
    f.add("", LOAD_HALF_AT_X, 0);
    f.test("", JUMP_IF_EQUAL, ikePort, "take", "nat4");
    f.test("nat4", JUMP_IF_EQUAL, natTraversalPort, "take", "to4");
    f.add("to4", LOAD_HALF_AT_X, 2);
    f.test("", JUMP, 0, "port", "port");
    f.add("ipv6", LOAD_OCTET, 6);
    f.test("", JUMP_IF_EQUAL, ESP, "take", "part6");
    f.test("part6", JUMP_IF_EQUAL, IPV6_FRAGMENT, "take", "udp6?");
    f.test("udp6?", JUMP_IF_EQUAL, UDP, "udp6", "drop");
    f.add("udp6", LOAD_HALF, IPV6_HEADER);
    f.test("", JUMP_IF_EQUAL, ikePort, "take", "nat6");
    f.test("nat6", JUMP_IF_EQUAL, natTraversalPort, "take", "to6");
    f.add("to6", LOAD_HALF, IPV6_HEADER + 2);
    f.test("port", JUMP_IF_EQUAL, ikePort, "take", "nat");
    f.test("nat", JUMP_IF_EQUAL, natTraversalPort, "take", "drop");
    f.add("drop", RETURN, 0);
    f.add("take", RETURN, WHOLE);
    return f;
  }

  private void add(String label, int code, int value) {
    lines.add(new Line(code, label, "", "", value));
  }

  private void test(String label, int code, int value, String yes, String no) {
    lines.add(new Line(code, label, yes, no, value));
  }

  /** The program as {@code struct sock_filter}s in the machine's order. */
  byte[] program() {
    ByteBuffer program =
        ByteBuffer.allocate(lines.size() * INSTRUCTION).order(ByteOrder.nativeOrder());
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      program.putShort((short) line.code());
      if (line.code() == JUMP) {
        program.putShort((short) 0).putInt(distance(i, line.yes()));
      } else {
        boolean jumps = !line.yes().isEmpty();
        program.put((byte) (jumps ? distance(i, line.yes()) : 0));
        program.put((byte) (jumps ? distance(i, line.no()) : 0));
        program.putInt(line.value());
      }
    }
    return program.array();
  }

  private int distance(int from, String label) {
    for (int to = from + 1; to < lines.size(); to++) {
      if (lines.get(to).label().equals(label)) {
        return to - from - 1;
      }
    }
    throw new IllegalStateException("no later line is called " + label);
  }
}
