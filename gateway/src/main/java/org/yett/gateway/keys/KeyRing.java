package org.yett.gateway.keys;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yett.gateway.keys.KeyLogEntry.Protection;
import org.yett.ike.crypto.CipherKeys;
import org.yett.ike.crypto.IkeCipher;
import org.yett.ike.crypto.Opened;
import org.yett.ike.crypto.Secret;
import org.yett.ike.keys.IkeSpis;
import org.yett.ike.keys.KeyStep;
import org.yett.ike.wire.IkeHeader;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.SealedMessage;
import org.yett.ike.wire.Side;

/**
 * The keys of a key log: all generations of each IKE SA's, by which a message is opened whatever
 * generation protects it (RFC 9370 2.2.2), and the keys of Child SAs. Not thread-safe.
 */
public final class KeyRing {
  private static final String EXPANSION = "SK_*";

  /** One direction's keys of one generation. */
  private record Direction(Side sender, int generation, Secret encryption, Secret integrity) {}

  private static final class IkeSa {
    private final List<Direction> keys = new ArrayList<>();
    private Optional<Protection> protection = Optional.empty();
  }

  /**
   * A message or fragment that was opened.
   *
   * @param generation of the keys that opened it: 0 for those of IKE_SA_INIT or of a rekey
   * @param plaintext the payloads inside, or a fragment of them, without padding
   */
  public record Opening(int generation, Octets plaintext) {}

  private final Map<IkeSpis, IkeSa> ikeSas = new HashMap<>();
  private final Map<Integer, List<KeyLogEntry.EspSa>> espSas = new TreeMap<>();

  /** The keys of all entries. */
  public static KeyRing of(List<KeyLogEntry> entries) {
    KeyRing ring = new KeyRing();
    entries.forEach(ring::add);
    return ring;
  }

  /** Takes up what an entry tells. */
  public void add(KeyLogEntry entry) {
    switch (entry) {
      case KeyLogEntry.IkeAlgorithms algorithms ->
          ikeSa(algorithms.spis()).protection = Optional.of(algorithms.protection());
      case KeyLogEntry.Step step -> add(step.step());
      case KeyLogEntry.EspSa sa -> espSas.computeIfAbsent(sa.spi(), _ -> new ArrayList<>()).add(sa);
    }
  }

  private IkeSa ikeSa(IkeSpis spis) {
    return ikeSas.computeIfAbsent(spis, _ -> new IkeSa());
  }

  private void add(KeyStep step) {
    if (!step.name().startsWith(EXPANSION)) {
      return;
    }
    String suffix = step.name().substring(EXPANSION.length());
    int generation =
        suffix.isEmpty() ? 0 : Integer.parseInt(suffix.substring(1, suffix.length() - 1));
    IkeSa ikeSa = ikeSa(new IkeSpis(number(step, "SPIi"), number(step, "SPIr")));
    add(ikeSa, step, Side.INITIATOR, generation, "SK_ei" + suffix, "SK_ai" + suffix);
    add(ikeSa, step, Side.RESPONDER, generation, "SK_er" + suffix, "SK_ar" + suffix);
  }

  private static void add(
      IkeSa ikeSa, KeyStep step, Side sender, int generation, String encryption, String integrity) {
    Direction direction =
        new Direction(
            sender, generation, step.output(encryption).secret(), step.output(integrity).secret());
    // The other end's log tells the same once more.
    if (!ikeSa.keys.contains(direction)) {
      ikeSa.keys.addFirst(direction);
    }
  }

  private static long number(KeyStep step, String input) {
    return step.inputs().stream()
        .filter(value -> value.name().equals(input))
        .findFirst()
        .map(value -> Octets.wrap(value.octets()).u64(0))
        .orElseThrow(() -> new IllegalArgumentException(step.name() + " has no input " + input));
  }

  /** How many generations of keys of an IKE SA are known; 0 if it is not known at all. */
  public int generations(IkeHeader header) {
    IkeSa ikeSa = ikeSas.get(spis(header));
    return ikeSa == null
        ? 0
        : (int) ikeSa.keys.stream().mapToInt(Direction::generation).distinct().count();
  }

  /** Opens a message or fragment with whatever generation of keys fits. */
  public Optional<Opening> open(SealedMessage message) {
    IkeSa ikeSa = ikeSas.get(spis(message.header()));
    if (ikeSa == null) {
      return Optional.empty();
    }
    for (Direction keys : ikeSa.keys) {
      if (keys.sender() == message.header().flags().sender()) {
        for (IkeCipher cipher : ciphers(ikeSa, keys)) {
          Opened opened =
              cipher.open(
                  new CipherKeys(keys.encryption(), keys.integrity()),
                  message.octets().toArray(),
                  message.encrypted().bodyOffset());
          if (opened instanceof Opened.Authentic(byte[] plaintext)) {
            return Optional.of(new Opening(keys.generation(), Octets.wrap(plaintext)));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static List<IkeCipher> ciphers(IkeSa ikeSa, Direction keys) {
    return ikeSa
        .protection
        .flatMap(protection ->
            IkeCipher.of(protection.encryption(), protection.keyBits(), protection.integrity()))
        .filter(cipher -> cipher.encryptionKeyLength() == keys.encryption().length())
        .filter(cipher -> cipher.integrityKeyLength() == keys.integrity().length())
        .map(List::of)
        .orElse(List.of());
  }

  private static IkeSpis spis(IkeHeader header) {
    return new IkeSpis(header.initiatorSpi().value(), header.responderSpi().value());
  }

  /** The Child SAs, in one direction, of that SPI. */
  public List<KeyLogEntry.EspSa> espSas(int spi) {
    return List.copyOf(espSas.getOrDefault(spi, List.of()));
  }
}
