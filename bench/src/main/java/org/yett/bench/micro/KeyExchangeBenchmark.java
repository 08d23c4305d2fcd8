package org.yett.bench.micro;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.yett.ike.crypto.KeyExchange;
import org.yett.ike.crypto.KeyExchanges;
import org.yett.ike.crypto.SystemRandomness;
import org.yett.ike.negotiate.Algorithm;
import org.yett.ike.negotiate.AlgorithmKeywords;

/**
 * The three operations of a key exchange. Of ML-KEM they are key generation, encapsulation with the
 * check of the key, and decapsulation; of Diffie-Hellman key generation, key generation and
 * agreement, and agreement.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KeyExchangeBenchmark {

  /** The method's keyword in proposals. */
  @Param({
    "x25519",
    "x448",
    "ecp256",
    "ecp384",
    "ecp521",
    "modp3072",
    "mlkem512",
    "mlkem768",
    "mlkem1024"
  })
  public String method;

  private KeyExchange exchange;
  private byte[] initiatorRandom;
  private byte[] responderRandom;
  private byte[] share;
  private byte[] answer;
  private KeyExchange.InitiatorKey key;

  /** Makes shares to work with. */
  @Setup
  public void prepare() {
    exchange = find(method);
    SystemRandomness random = new SystemRandomness();
    initiatorRandom = random.draw(exchange.initiatorRandom(), 0);
    responderRandom = random.draw(exchange.responderRandom(), 0);
    key = exchange.initiate(initiatorRandom);
    share = key.share();
    if (!(exchange.respond(share, responderRandom) instanceof KeyExchange.Responded responded)) {
      throw new IllegalStateException(method + " refuses its own share");
    }
    answer = responded.share();
  }

  static KeyExchange find(String keyword) {
    return KeyExchanges.standard().methods().stream()
        .filter(method ->
            AlgorithmKeywords.keywordOf(Algorithm.of(method)).filter(keyword::equals).isPresent())
        .findFirst()
        .flatMap(KeyExchanges.standard()::find)
        .orElseThrow(() -> new IllegalArgumentException("no key exchange " + keyword));
  }

  /** The initiator's share. */
  @Benchmark
  public Object initiate() {
    return exchange.initiate(initiatorRandom);
  }

  /** The responder's share and secret. */
  @Benchmark
  public Object respond() {
    return exchange.respond(share, responderRandom);
  }

  /** The initiator's secret. */
  @Benchmark
  public Object complete() {
    return key.complete(answer);
  }
}
