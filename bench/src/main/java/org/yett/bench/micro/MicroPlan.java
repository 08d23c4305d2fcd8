package org.yett.bench.micro;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which benchmarks are run.
 *
 * @param methods key exchanges, as keywords in proposals
 * @param suites key exchanges of whole handshakes, as in proposals
 * @param schemes signature schemes
 * @param effort how long each is run
 */
public record MicroPlan(
    List<String> methods, List<String> suites, List<String> schemes, Effort effort) {

  /**
   * How long each benchmark is run.
   *
   * @param forks JVMs, one after the other
   * @param warmups iterations that are not counted
   * @param iterations iterations that are
   * @param milliseconds of each iteration
   */
  public record Effort(int forks, int warmups, int iterations, int milliseconds) {}

  /**
   * One run of JMH.
   *
   * @param owner the class
   * @param benchmark the method
   * @param parameters names and values of its parameters
   * @param subject for {@link Figure#subject}
   * @param side for {@link Figure#side}
   */
  public record Item(
      Class<?> owner,
      String benchmark,
      Map<String, String> parameters,
      String subject,
      String side) {
    /** Copies the parameters. */
    public Item {
      parameters = Map.copyOf(new TreeMap<>(parameters));
    }
  }

  /** What a first look needs: about two minutes. */
  public static final MicroPlan QUICK =
      new MicroPlan(
          List.of("x25519", "ecp384", "mlkem768", "mlkem1024"),
          List.of("x25519", "x25519-ke1_mlkem768"),
          List.of("ecdsa-256", "ml-dsa-65"),
          new Effort(1, 2, 5, 200));

  /** Everything: about an hour. */
  public static final MicroPlan FULL =
      new MicroPlan(
          List.of(
              "x25519",
              "x448",
              "ecp256",
              "ecp384",
              "ecp521",
              "modp3072",
              "mlkem512",
              "mlkem768",
              "mlkem1024"),
          List.of(
              "x25519",
              "x25519-ke1_mlkem512",
              "x25519-ke1_mlkem768",
              "x25519-ke1_mlkem1024",
              "ecp384-ke1_mlkem1024"),
          List.of(
              "ecdsa-256",
              "ecdsa-384",
              "ed25519",
              "rsa-3072",
              "ml-dsa-44",
              "ml-dsa-65",
              "ml-dsa-87"),
          new Effort(3, 5, 5, 1000));

  /** Copies the lists. */
  public MicroPlan {
    methods = List.copyOf(methods);
    suites = List.copyOf(suites);
    schemes = List.copyOf(schemes);
  }

  /** All runs of JMH, in order. */
  public List<Item> items() {
    List<Item> items = new ArrayList<>();
    for (String method : methods) {
      for (String operation : List.of("initiate", "respond", "complete")) {
        items.add(
            new Item(
                KeyExchangeBenchmark.class,
                operation,
                Map.of("method", method),
                method,
                operation.equals("respond") ? "responder" : "initiator"));
      }
    }
    for (String scheme : schemes) {
      for (String operation : List.of("sign", "verify")) {
        items.add(
            new Item(SignatureBenchmark.class, operation, Map.of("scheme", scheme), scheme, "any"));
      }
    }
    for (String suite : suites) {
      for (String step :
          List.of("deriveIkeKeys", "deriveChildKeys", "authenticate", "natDetection")) {
        items.add(step(step, suite, "initiator", "any"));
      }
      for (String side : List.of("initiator", "responder")) {
        for (String step : List.of("encode", "decode", "seal", "open")) {
          items.add(step(step, suite, side, side));
        }
      }
      for (String whole : List.of("initiator", "responder", "both")) {
        items.add(new Item(HandshakeBenchmark.class, whole, Map.of("suite", suite), suite, whole));
      }
    }
    return items;
  }

  private static Item step(String step, String suite, String parameter, String side) {
    return new Item(
        StepBenchmark.class, step, Map.of("suite", suite, "side", parameter), suite, side);
  }
}
