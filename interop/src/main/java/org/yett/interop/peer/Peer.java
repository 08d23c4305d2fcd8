package org.yett.interop.peer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.yett.interop.lab.LaboratoryException;
import org.yett.interop.lab.OuterNetwork;

/**
 * A running IKE daemon on a host of the laboratory, configured with one {@link Connection}. Closing
 * it stops the daemon; what it logged stays readable.
 */
public interface Peer extends AutoCloseable {

  /**
   * What came of an order to a daemon.
   *
   * @param succeeded whether the daemon says that it was done
   * @param said what it said, for the evidence
   */
  record Outcome(boolean succeeded, String said) {}

  /** The implementation's name, for example {@code strongswan}. */
  String name();

  /** The implementation's version as it says it itself. */
  String version();

  /** Orders it to bring up the connection and its Child SA, and waits until that is decided. */
  Outcome initiate(Duration limit) throws LaboratoryException;

  /** Orders it to delete the IKE SA and waits until that is done. */
  Outcome terminate(Duration limit) throws LaboratoryException;

  /** Orders it to bring up another Child SA of the connection. */
  Outcome initiate(String child, Duration limit) throws LaboratoryException;

  /** Orders it to renew something; it may answer before that is done. */
  Outcome rekey(Order what, Duration limit) throws LaboratoryException;

  /** Orders it to send the initiator of its IKE SA to another gateway (RFC 5685). */
  Outcome redirect(String gateway, Duration limit) throws LaboratoryException;

  /** The IKE SAs that it has now. */
  List<IkeSaState> ikeSas() throws LaboratoryException;

  /** Everything it has logged until now. */
  String log() throws LaboratoryException;

  /** The IKE messages that its log names, in order. */
  List<LoggedMessage> messages() throws LaboratoryException;

  /** The first line of its log that says that something is wrong with what it received. */
  Optional<String> complaint() throws LaboratoryException;

  /**
   * The first line of its log by which it has itself to blame for having sent a request twice,
   * although the response came in time.
   */
  Optional<String> selfInflicted() throws LaboratoryException;

  /**
   * Makes it misbehave from now on.
   *
   * @param what the fault, as libreswan's {@code whack --impair} calls it
   * @param how its value; empty if it has none
   */
  default void impair(String what, String how) throws LaboratoryException {
    throw new LaboratoryException(name() + " has no faults on demand");
  }

  /** It behaves again. */
  default void heal() throws LaboratoryException {
    throw new LaboratoryException(name() + " has no faults on demand");
  }

  /** The addresses on the link, if they are not those of its host but of a guest there. */
  default Optional<OuterNetwork> network() {
    return Optional.empty();
  }

  /** Whether the daemon still runs. */
  boolean alive();

  /** Stops it. */
  @Override
  void close();
}
