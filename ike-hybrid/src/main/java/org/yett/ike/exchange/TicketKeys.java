package org.yett.ike.exchange;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;
import org.yett.ike.config.ResumptionConfig;
import org.yett.ike.crypto.Aead;
import org.yett.ike.crypto.Prf;
import org.yett.ike.crypto.Purpose;
import org.yett.ike.crypto.Randomness;
import org.yett.ike.crypto.Secret;
import org.yett.ike.wire.Octets;
import org.yett.spec.Clause;
import org.yett.spec.iana.PseudorandomFunction;

/**
 * Seals tickets and opens them again: the number of the period whose key it is, 32 random octets,
 * and the state under AES-256-GCM with a key of its own, made of these two. No key or nonce is ever
 * used for two tickets, whatever is lost in a restart.
 */
@Clause("rfc5723:6.1/1")
@Clause("rfc5723:9.9/1")
final class TicketKeys {

  private static final Prf PRF = Prf.of(PseudorandomFunction.HMAC_SHA2_256).orElseThrow();
  private static final byte[] LABEL = "Yett resumption ticket".getBytes(StandardCharsets.US_ASCII);
  private static final int KEY_LENGTH = 32;
  private static final int SALT_LENGTH = 32;
  private static final int HEADER = Integer.BYTES + SALT_LENGTH;
  private static final byte[] IV = new byte[Aead.IV_LENGTH];

  private final ResumptionConfig config;
  private final Randomness randomness;
  private final TreeMap<Long, Secret> byPeriod = new TreeMap<>();
  private long tickets;

  TicketKeys(ResumptionConfig config, Randomness randomness) {
    this.config = config;
    this.randomness = randomness;
  }

  /**
   * A ticket.
   *
   * @param id which one it is
   * @param sealed what the client gets
   */
  record Ticket(Octets id, Octets sealed) {}

  /** Seals a state. */
  // = rfc5723:6.1/7, rfc5723:9.10/1
  Ticket seal(TicketState state, Instant now) {
    long period = period(now);
    Secret key = key(period, now).orElseThrow();
    byte[] salt = randomness.draw(Purpose.TICKET, 2 * tickets++ + 1, SALT_LENGTH);
    byte[] content = state.encode();
    byte[] header = ByteBuffer.allocate(HEADER).putInt((int) period).put(salt).array();
    byte[] sealed = Arrays.copyOf(header, HEADER + content.length + Aead.TAG_LENGTH);
    System.arraycopy(content, 0, sealed, HEADER, content.length);
    Arrays.fill(content, (byte) 0);
    try (Secret own = own(key, salt)) {
      Aead.AES_GCM.seal(own, IV, header, sealed, HEADER, sealed.length - HEADER - Aead.TAG_LENGTH);
    }
    return new Ticket(Octets.wrap(salt), Octets.wrap(sealed));
  }

  /** The number of a ticket, if it can be one. */
  static Optional<Octets> id(Octets ticket) {
    return ticket.size() > HEADER + Aead.TAG_LENGTH
        ? Optional.of(ticket.slice(Integer.BYTES, SALT_LENGTH).compact())
        : Optional.empty();
  }

  /** The state in a ticket of ours whose key is still there; the caller closes it. */
  Optional<TicketState> open(Octets ticket, Instant now) {
    Optional<Octets> salt = id(ticket);
    if (salt.isEmpty()) {
      return Optional.empty();
    }
    // The low 32 bits of the period are enough to tell the few apart that are still good.
    long period = period(now);
    while ((int) period != (int) ticket.u32(0)) {
      period--;
      if (isOver(period, now)) {
        return Optional.empty();
      }
    }
    Optional<Secret> key = key(period, now);
    if (key.isEmpty()) {
      return Optional.empty();
    }
    byte[] octets = ticket.toArray();
    try (Secret own = own(key.get(), salt.get().toArray())) {
      Optional<byte[]> content =
          Aead.AES_GCM.open(
              own, IV, Arrays.copyOf(octets, HEADER), octets, HEADER, octets.length - HEADER);
      Optional<TicketState> state = content.flatMap(TicketState::decode);
      content.ifPresent(c -> Arrays.fill(c, (byte) 0));
      return state;
    }
  }

  private static Secret own(Secret key, byte[] salt) {
    return PRF.plus(key, salt, KEY_LENGTH + Aead.SALT_LENGTH);
  }

  private long period(Instant now) {
    return Math.floorDiv(now.getEpochSecond(), config.keyLifetime().toSeconds());
  }

  /** Whether no ticket of that period can be good any more. */
  private boolean isOver(long period, Instant now) {
    long end = (period + 1) * config.keyLifetime().toSeconds();
    return end + config.ticketLifetime().toSeconds() < now.getEpochSecond();
  }

  /** The key of a period: made in its time, and wiped when none of its tickets is good any more. */
  // = rfc5723:9.5/1, rfc5723:6.2/6
  private Optional<Secret> key(long period, Instant now) {
    while (!byPeriod.isEmpty() && isOver(byPeriod.firstKey(), now)) {
      byPeriod.pollFirstEntry().getValue().close();
    }
    Secret known = byPeriod.get(period);
    if (known != null) {
      return Optional.of(known);
    }
    if (config.master().isPresent()) {
      byte[] number = ByteBuffer.allocate(Long.BYTES).putLong(period).array();
      byPeriod.put(period, PRF.keyed(config.master().get()).update(LABEL).update(number).secret());
    } else if (period == period(now)) {
      byPeriod.put(period, Secret.adopt(randomness.draw(Purpose.TICKET, 2 * period, KEY_LENGTH)));
    }
    return Optional.ofNullable(byPeriod.get(period));
  }
}
