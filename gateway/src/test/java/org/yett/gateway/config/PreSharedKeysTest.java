package org.yett.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.yett.gateway.config.settings.SourcePosition;
import org.yett.ike.config.Identity;
import org.yett.ike.config.IdentityMatch;
import org.yett.ike.crypto.Secret;

class PreSharedKeysTest {

  private static final Identity ME = Identity.fqdn("me.example");
  private static final Identity PEER = Identity.fqdn("peer.example");
  private static final Identity OTHER = Identity.mail("other@example");

  private static SharedSecret secret(String name, Identity... owners) {
    return new SharedSecret(
        name, new SourcePosition("t", 1, 1), Secret.copyOf(new byte[] {1}), List.of(owners));
  }

  private static Optional<String> chosen(SharedSecret... secrets) {
    return new PreSharedKeys(List.of(secrets)).choose(ME, PEER).map(SharedSecret::name);
  }

  @Test
  void theKeyOfThePeerGoesBeforeOurOwnAndThatBeforeEverybodys() {
    SharedSecret peers = secret("peers", PEER);
    SharedSecret ours = secret("ours", ME);
    SharedSecret everybodys = secret("everybodys");
    assertEquals(Optional.of("peers"), chosen(peers, ours, everybodys));
    assertEquals(Optional.of("peers"), chosen(everybodys, ours, peers));
    assertEquals(Optional.of("both"), chosen(secret("both", ME, PEER), peers));
    assertEquals(Optional.of("everybodys"), chosen(everybodys));
  }

  @Test
  void aKeyOfOthersIsNeverChosen() {
    assertEquals(Optional.empty(), chosen(secret("others", OTHER)));
    assertEquals(Optional.empty(), chosen());
  }

  @Test
  void aKeyOfOursIsChosenIfThereIsNoneOfThePeer() {
    assertEquals(Optional.of("ours"), chosen(secret("others", OTHER), secret("ours", ME, OTHER)));
  }

  @Test
  void ofEqualKeysTheOneWrittenLastIsChosen() {
    assertEquals(Optional.of("second"), chosen(secret("first", PEER), secret("second", PEER)));
  }

  @Test
  void whoAsksGetsACopyOfHisOwn() {
    SharedSecret one = secret("one");
    Secret given = new PreSharedKeys(List.of(one)).preSharedKey(ME, PEER).orElseThrow();
    assertNotSame(one.value(), given);
    given.close();
    assertTrue(one.value().matches(new byte[] {1}));
  }

  @Test
  void forAnyPeerAnyKeyMayDo() {
    assertTrue(
        new PreSharedKeys(List.of(secret("others", OTHER))).anyFor(ME, new IdentityMatch.Any()));
    assertTrue(!new PreSharedKeys(List.of()).anyFor(ME, new IdentityMatch.Any()));
  }
}
