package org.yett.ike.sim.scenario;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import org.yett.ike.config.ChildLifetimes;
import org.yett.ike.config.CookieConfig;
import org.yett.ike.config.FragmentationMode;
import org.yett.ike.config.IkeLifetimes;
import org.yett.ike.config.RetransmissionConfig;
import org.yett.ike.config.UniquePolicy;
import org.yett.ike.sim.LinkProfile;
import org.yett.ike.sim.Pair;
import org.yett.ike.sim.PairConfig;

/** Arranges a pair and its network at random. */
final class RandomArrangement {

  private static final String[] IKE_PROPOSALS = {
    "aes256gcm16-prfsha384-x25519-ke1_mlkem768",
    "aes256gcm16-prfsha384-x25519-ke1_mlkem768",
    "aes128gcm16-prfsha256-x25519",
    "chacha20poly1305-prfsha256-mlkem768",
    "aes128-sha256-x25519-ke1_mlkem512-ke2_mlkem1024",
    "aes256-sha512-ecp256-ke1_mlkem768-ke2_x25519-ke3_mlkem512",
    "aes256gcm16-prfsha512-x25519-ke1_mlkem768-ke1_none",
    "aes256gcm16-prfsha384-x25519-ke1_mlkem1024,aes128gcm16-prfsha256-x25519"
  };

  private static final String[] ESP_PROPOSALS = {
    "aes256gcm16-esn-noesn",
    "aes128-sha256-noesn",
    "chacha20poly1305-esn",
    "aes128gcm16-x25519",
    "aes256gcm16-x25519-ke1_mlkem768",
    "aes256gcm16-mlkem512-ke1_ecp256-ke2_mlkem768"
  };

  private final SplittableRandom random;

  RandomArrangement(SplittableRandom random) {
    this.random = random;
  }

  Pair.Builder arrange(Pair.Builder builder) {
    String psk = Long.toHexString(random.nextLong());
    String ike = any(IKE_PROPOSALS);
    String esp = any(ESP_PROPOSALS);
    UniquePolicy unique = any(UniquePolicy.values());
    builder.link(link(random));
    builder.both(c -> c.psk(psk).ikeProposals(ike).espProposals(esp).unique(unique));
    builder.initiator(this::endpoint).responder(this::endpoint);
    builder.initiator(c -> c.secondChild("10.3.0.0/16", "10.4.0.0/16"));
    builder.responder(c -> c.secondChild("10.4.0.0/16", "10.3.0.0/16"));
    switch (random.nextInt(6)) {
      case 0 -> builder.initiator(PairConfig::behindNat);
      case 1 -> builder.both(PairConfig::behindNat);
      case 2 -> builder.both(PairConfig::forceUdpEncapsulation);
      case 3 -> {
        builder.initiator(c -> c.address("2001:db8:1::1"));
        builder.responder(c -> c.address("2001:db8:2::2"));
      }
      default -> {
        // The hosts see each other's addresses, over IPv4.
      }
    }
    return builder;
  }

  /** Of each host its own. */
  private void endpoint(PairConfig config) {
    config
        .dpdDelay(Duration.ofSeconds(15 + random.nextInt(45)))
        .patience(Duration.ofMinutes(5))
        .jobDelay(Duration.ofMillis(random.nextInt(300)))
        .fragmentation(any(FragmentationMode.values()))
        .fragmentSize(300 + random.nextInt(1200));
    RetransmissionConfig retransmission =
        new RetransmissionConfig(
            Duration.ofMillis(300 + random.nextInt(4000)),
            1.3 + random.nextDouble(),
            3 + random.nextInt(4),
            random.nextDouble() / 2,
            Optional.of(Duration.ofSeconds(1 + random.nextInt(20))));
    config.endpoint(e -> e.withRetransmission(retransmission));
    if (random.nextInt(3) == 0) {
      config.window(1 + random.nextInt(8));
    }
    if (random.nextInt(3) == 0) {
      config.ikeLifetimes(IkeLifetimes.rekeying(Duration.ofSeconds(60 + random.nextInt(400))));
    }
    if (random.nextInt(3) == 0) {
      config.childLifetimes(ChildLifetimes.rekeying(Duration.ofSeconds(40 + random.nextInt(400))));
    }
    if (random.nextInt(4) == 0) {
      config.endpoint(e -> e.withCookies(CookieConfig.ALWAYS));
    }
  }

  private <T> T any(T[] choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** A network that is bad in some way. */
  static LinkProfile link(SplittableRandom random) {
    LinkProfile link =
        LinkProfile.PERFECT
            .withLatency(Duration.ofMillis(1 + random.nextInt(200)))
            .withJitter(Duration.ofMillis(random.nextInt(100)));
    if (random.nextInt(3) > 0) {
      link = link.withLoss(random.nextDouble() * 0.4);
    }
    if (random.nextInt(3) == 0) {
      link = link.withDuplication(random.nextDouble() * 0.4);
    }
    if (random.nextInt(3) == 0) {
      link =
          link.withReordering(
              random.nextDouble() * 0.4, Duration.ofMillis(100 + random.nextInt(5000)));
    }
    if (random.nextInt(6) == 0) {
      link = link.withCorruption(random.nextDouble() * 0.1);
    }
    if (random.nextInt(4) == 0) {
      link = link.withMtu(400 + random.nextInt(1100), random.nextBoolean());
    }
    return link;
  }
}
