package org.yett.ike.negotiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.yett.ike.negotiate.ProposalSelectionTest.chosen;
import static org.yett.ike.negotiate.ProposalSelectionTest.ikes;
import static org.yett.ike.negotiate.ProposalSelectionTest.offer;
import static org.yett.ike.negotiate.ProposalSelectionTest.refused;
import static org.yett.ike.negotiate.ProposalSelectionTest.select;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.yett.ike.wire.Proposal;
import org.yett.ike.wire.SaPayload;
import org.yett.spec.iana.KeyExchangeMethod;

class RefusalTest {

  @Test
  void aRefusalNamesTheProposalThatCameClosestAndWhatItLacked() {
    Refusal refusal =
        refused(
            select(
                offer(
                    "aes128-sha256-modp2048",
                    "aes256gcm16-prfsha384-modp2048-modp3072-ke1_mlkem768"),
                "aes256gcm16-prfsha384-x25519-ke1_mlkem768",
                "aes256-sha384-x448"));
    assertEquals(
        "no proposal chosen: the peer's proposal 2 came closest to ours"
            + " (aes256gcm16-prfsha384-x25519-ke1_mlkem768), but KE: the peer offers modp2048,"
            + " modp3072, we accept x25519",
        refusal.text());
    assertTrue(refusal.bothSides().startsWith("the peer offers IKE#1 "), refusal::bothSides);
    assertTrue(
        refusal.bothSides().endsWith("ke1_mlkem768, aes256-sha384-prfsha384-x448"),
        refusal::bothSides);
  }

  @Test
  void theFloorOfThePolicyPassesOverSuitesBelowIt() {
    SelectionPolicy policy =
        new SelectionPolicy(
            ikes(
                "aes256gcm16-prfsha384-x25519",
                "aes128gcm16-prfsha256-x25519-ke1_none-ke1_mlkem768"),
            SelectionPolicy.Order.CONFIGURED,
            SelectionPolicy.KeyExchangeChoice.BEST,
            List.of(SuiteRequirement.HYBRID));
    Selection selection =
        ProposalSelection.select(
            offer(
                "aes256gcm16-prfsha384-x25519",
                "aes128gcm16-prfsha256-x25519-ke1_none-ke1_mlkem768"),
            policy,
            Negotiation.IKE_SA_INIT,
            true,
            Optional.of(KeyExchangeMethod.CURVE25519));
    assertEquals("aes128gcm16-prfsha256-x25519-ke1_mlkem768", chosen(selection).suite().toString());
    Selection below =
        ProposalSelection.select(
            offer("aes256gcm16-prfsha384-x25519"),
            policy,
            Negotiation.IKE_SA_INIT,
            true,
            Optional.of(KeyExchangeMethod.CURVE25519));
    assertTrue(
        refused(below)
            .text()
            .endsWith(
                "policy requires a post-quantum and a classical key exchange, possible is"
                    + " aes256gcm16-prfsha384-x25519"));
  }

  @Test
  void anOfferMadeToKeepUsBusyIsRefusedInTime() {
    List<String> methods =
        List.of("x25519", "x448", "ecp256", "ecp384", "ecp521", "modp2048", "modp3072", "mlkem512");
    StringBuilder text = new StringBuilder("aes256gcm16-prfsha384-" + String.join("-", methods));
    // Eight methods for KE and six ADDKEs, and one method of these for the seventh.
    for (int n = 1; n <= 6; n++) {
      for (String method : methods.subList(1, 8)) {
        text.append("-ke").append(n).append('_').append(method);
      }
    }
    String ours = text + "-ke7_x25519-ke7_mlkem768";
    SaPayload one = offer(text + "-ke7_x25519-ke7_modp4096");
    List<Proposal> many = new ArrayList<>();
    for (int i = 1; i <= 255; i++) {
      Proposal proposal = one.proposals().getFirst();
      many.add(new Proposal(i, proposal.protocol(), proposal.spi(), proposal.transforms()));
    }
    SuiteRequirement never = new SuiteRequirement("the impossible", suite -> false);
    SelectionPolicy policy =
        new SelectionPolicy(
            ikes(ours),
            SelectionPolicy.Order.CONFIGURED,
            SelectionPolicy.KeyExchangeChoice.RECEIVED_IF_POSSIBLE,
            List.of(never));
    assertTimeout(
        Duration.ofSeconds(5),
        () ->
            refused(
                ProposalSelection.select(
                    new SaPayload(many),
                    policy,
                    Negotiation.IKE_SA_INIT,
                    true,
                    Optional.of(KeyExchangeMethod.ECP_521))));
  }
}
