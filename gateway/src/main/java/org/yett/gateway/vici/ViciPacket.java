package org.yett.gateway.vici;

/** What one segment of the transport carries. */
public sealed interface ViciPacket {

  /**
   * A client asks for something.
   *
   * @param command what
   * @param message with these arguments
   */
  record CommandRequest(String command, ViciMessage message) implements ViciPacket {}

  /**
   * The answer to a request.
   *
   * @param message the answer
   */
  record CommandResponse(ViciMessage message) implements ViciPacket {}

  /** The answer to a request for a command that does not exist. */
  record CommandUnknown() implements ViciPacket {}

  /**
   * A client wants to be told of an event.
   *
   * @param event which
   */
  record EventRegister(String event) implements ViciPacket {}

  /**
   * A client no longer wants to be told of an event.
   *
   * @param event which
   */
  record EventUnregister(String event) implements ViciPacket {}

  /** The answer to a registration that worked. */
  record EventConfirm() implements ViciPacket {}

  /** The answer to a registration for an event that does not exist. */
  record EventUnknown() implements ViciPacket {}

  /**
   * Something happened.
   *
   * @param event what
   * @param message with these details
   */
  record Event(String event, ViciMessage message) implements ViciPacket {}
}
