package org.yett.bench.cost;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.yett.bench.machine.Machine;
import org.yett.bench.out.Json;

/**
 * What operations cost on a machine. They are an input of the simulation, so that it gives the same
 * on every machine; {@code yett bench cost --measure} measures them anew.
 *
 * @param machine where and when they were measured
 * @param keyExchanges key exchange methods
 * @param signatures signature schemes
 * @param base microseconds of CPU at one side of a handshake without additional key exchanges,
 *     apart from key exchange and signature
 * @param additional the same that each additional key exchange adds
 */
public record Costs(
    Machine machine,
    List<KeyExchangeCost> keyExchanges,
    List<SignatureCost> signatures,
    double base,
    double additional) {

  /**
   * A key exchange method.
   *
   * @param name its keyword in proposals, or the name of an experimental one
   * @param number Transform ID; one for private use if it has none
   * @param initiatorShare octets
   * @param responderShare octets
   * @param initiate microseconds of CPU for the initiator's share
   * @param respond the same for the responder's share and secret
   * @param complete the same for the initiator's secret
   */
  public record KeyExchangeCost(
      String name,
      int number,
      int initiatorShare,
      int responderShare,
      double initiate,
      double respond,
      double complete) {}

  /**
   * A signature scheme.
   *
   * @param name the scheme
   * @param algorithmIdentifier octets of its AlgorithmIdentifier
   * @param signature octets, the most that it can have
   * @param certificate octets of an X.509 certificate with such a key, signed with such a key
   * @param sign microseconds of CPU
   * @param verify microseconds of CPU
   */
  public record SignatureCost(
      String name,
      int algorithmIdentifier,
      int signature,
      int certificate,
      double sign,
      double verify) {}

  /** Copies the lists. */
  public Costs {
    keyExchanges = List.copyOf(keyExchanges);
    signatures = List.copyOf(signatures);
  }

  /** Those that come with Yett; they say where they were measured. */
  public static Costs reference() {
    try (InputStream in = Costs.class.getResourceAsStream("costs.json")) {
      return Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), Costs.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The key exchange of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public KeyExchangeCost keyExchange(String name) {
    return keyExchanges.stream()
        .filter(k -> k.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no costs of key exchange " + name));
  }

  /**
   * The signature scheme of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public SignatureCost signature(String name) {
    return signatures.stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no costs of signature " + name));
  }
}
