package org.yett.gateway.vici;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.yett.gateway.vici.ViciMessage.Entry;
import org.yett.gateway.vici.ViciMessage.Items;
import org.yett.gateway.vici.ViciMessage.KeyValue;
import org.yett.gateway.vici.ViciMessage.Section;

/**
 * Packets and messages as octets. A packet is what one segment of the transport carries; the
 * segment's length of 4 octets in front of it is the transport's ({@link ViciChannel}).
 */
public final class ViciCodec {

  /** Octets that a segment may hold, its length field not counted. */
  public static final int MAX_SEGMENT = 512 * 1024;

  /** Sections inside sections; far more than any command has. */
  static final int MAX_DEPTH = 32;

  private static final int MAX_NAME = 255;
  private static final int MAX_VALUE = 65_535;

  private static final int CMD_REQUEST = 0;
  private static final int CMD_RESPONSE = 1;
  private static final int CMD_UNKNOWN = 2;
  private static final int EVENT_REGISTER = 3;
  private static final int EVENT_UNREGISTER = 4;
  private static final int EVENT_CONFIRM = 5;
  private static final int EVENT_UNKNOWN = 6;
  private static final int EVENT = 7;

  private static final int SECTION_START = 1;
  private static final int SECTION_END = 2;
  private static final int KEY_VALUE = 3;
  private static final int LIST_START = 4;
  private static final int LIST_ITEM = 5;
  private static final int LIST_END = 6;

  private ViciCodec() {}

  /**
   * The octets of a packet.
   *
   * @throws IllegalArgumentException if a name or value is longer than its length field can say, or
   *     the packet longer than a segment
   */
  public static byte[] encode(ViciPacket packet) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    switch (packet) {
      case ViciPacket.CommandRequest p -> {
        out.write(CMD_REQUEST);
        name(out, p.command());
        message(out, p.message());
      }
      case ViciPacket.CommandResponse p -> {
        out.write(CMD_RESPONSE);
        message(out, p.message());
      }
      case ViciPacket.CommandUnknown p -> out.write(CMD_UNKNOWN);
      case ViciPacket.EventRegister p -> {
        out.write(EVENT_REGISTER);
        name(out, p.event());
      }
      case ViciPacket.EventUnregister p -> {
        out.write(EVENT_UNREGISTER);
        name(out, p.event());
      }
      case ViciPacket.EventConfirm p -> out.write(EVENT_CONFIRM);
      case ViciPacket.EventUnknown p -> out.write(EVENT_UNKNOWN);
      case ViciPacket.Event p -> {
        out.write(EVENT);
        name(out, p.event());
        message(out, p.message());
      }
    }
    if (out.size() > MAX_SEGMENT) {
      throw new IllegalArgumentException(
          "a packet of " + out.size() + " octets; a segment holds at most " + MAX_SEGMENT);
    }
    return out.toByteArray();
  }

  /**
   * The packet in {@code segment}.
   *
   * @param segment the octets of one segment without its length field; values are copied out of it
   */
  public static ViciPacket decode(byte[] segment) throws ViciFormatException {
    if (segment.length > MAX_SEGMENT) {
      throw new ViciFormatException("a segment of " + segment.length + " octets");
    }
    ByteBuffer in = ByteBuffer.wrap(segment);
    try {
      int type = in.get() & 0xff;
      ViciPacket packet =
          switch (type) {
            case CMD_REQUEST -> new ViciPacket.CommandRequest(name(in), message(in));
            case CMD_RESPONSE -> new ViciPacket.CommandResponse(message(in));
            case CMD_UNKNOWN -> new ViciPacket.CommandUnknown();
            case EVENT_REGISTER -> new ViciPacket.EventRegister(name(in));
            case EVENT_UNREGISTER -> new ViciPacket.EventUnregister(name(in));
            case EVENT_CONFIRM -> new ViciPacket.EventConfirm();
            case EVENT_UNKNOWN -> new ViciPacket.EventUnknown();
            case EVENT -> new ViciPacket.Event(name(in), message(in));
            default -> throw new ViciFormatException("packet type " + type + ", expected 0 to 7");
          };
      if (in.hasRemaining()) {
        throw new ViciFormatException(
            in.remaining() + " octets after the end of a packet of type " + type);
      }
      return packet;
    } catch (BufferUnderflowException e) {
      throw new ViciFormatException(
          "a packet ends in the middle, after " + segment.length + " octets");
    }
  }

  private static void message(ByteArrayOutputStream out, ViciMessage message) {
    for (Entry entry : message.entries()) {
      switch (entry) {
        case Section section -> {
          out.write(SECTION_START);
          name(out, section.name());
          message(out, section.content());
          out.write(SECTION_END);
        }
        case KeyValue kv -> {
          out.write(KEY_VALUE);
          name(out, kv.name());
          value(out, kv.value());
        }
        case Items items -> {
          out.write(LIST_START);
          name(out, items.name());
          for (byte[] item : items.items()) {
            out.write(LIST_ITEM);
            value(out, item);
          }
          out.write(LIST_END);
        }
      }
    }
  }

  private static void name(ByteArrayOutputStream out, String name) {
    byte[] octets = name.getBytes(StandardCharsets.UTF_8);
    if (octets.length > MAX_NAME) {
      throw new IllegalArgumentException(
          "a name of " + octets.length + " octets; at most " + MAX_NAME + " are possible");
    }
    out.write(octets.length);
    out.writeBytes(octets);
  }

  private static void value(ByteArrayOutputStream out, byte[] value) {
    if (value.length > MAX_VALUE) {
      throw new IllegalArgumentException(
          "a value of " + value.length + " octets; at most " + MAX_VALUE + " are possible");
    }
    out.write(value.length >>> 8);
    out.write(value.length);
    out.writeBytes(value);
  }

  /** Reads to the end of the buffer. */
  private static ViciMessage message(ByteBuffer in) throws ViciFormatException {
    Deque<String> names = new ArrayDeque<>();
    Deque<List<Entry>> open = new ArrayDeque<>();
    open.push(new ArrayList<>());
    while (in.hasRemaining()) {
      int type = in.get() & 0xff;
      switch (type) {
        case SECTION_START -> {
          if (names.size() >= MAX_DEPTH) {
            throw new ViciFormatException("sections nested deeper than " + MAX_DEPTH + " levels");
          }
          names.push(name(in));
          open.push(new ArrayList<>());
        }
        case SECTION_END -> {
          if (names.isEmpty()) {
            throw new ViciFormatException("the end of a section that was not opened");
          }
          ViciMessage content = new ViciMessage(open.pop());
          open.peek().add(new Section(names.pop(), content));
        }
        case KEY_VALUE -> open.peek().add(new KeyValue(name(in), value(in)));
        case LIST_START -> open.peek().add(new Items(name(in), items(in)));
        default ->
            throw new ViciFormatException(
                "element type " + type + ", expected a section, a key or a list");
      }
    }
    if (!names.isEmpty()) {
      throw new ViciFormatException("section '" + names.peek() + "' is not closed");
    }
    return new ViciMessage(open.pop());
  }

  private static List<byte[]> items(ByteBuffer in) throws ViciFormatException {
    List<byte[]> items = new ArrayList<>();
    while (true) {
      int type = in.get() & 0xff;
      switch (type) {
        case LIST_ITEM -> items.add(value(in));
        case LIST_END -> {
          return items;
        }
        default ->
            throw new ViciFormatException(
                "element type " + type + " in a list, expected an item or the list's end");
      }
    }
  }

  private static String name(ByteBuffer in) throws ViciFormatException {
    byte[] octets = octets(in, in.get() & 0xff);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    } catch (CharacterCodingException e) {
      throw new ViciFormatException("a name that is neither ASCII nor UTF-8");
    }
  }

  private static byte[] value(ByteBuffer in) {
    return octets(in, in.getShort() & 0xffff);
  }

  private static byte[] octets(ByteBuffer in, int length) {
    if (length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] octets = new byte[length];
    in.get(octets);
    return octets;
  }
}
