package org.yett.ike.negotiate;

import java.util.ArrayList;
import java.util.List;
import org.yett.ike.wire.Octets;
import org.yett.ike.wire.Proposal;
import org.yett.ike.wire.SaPayload;
import org.yett.ike.wire.Transform;
import org.yett.spec.Clause;
import org.yett.spec.iana.KeyExchangeMethod;

/** What came of the responder's choice. */
public sealed interface Selection {

  /**
   * A suite is agreed.
   *
   * @param suite the suite
   * @param offered the peer's proposal that was chosen, as received; its SPI is the peer's
   * @param transforms the transforms chosen from it, as received, one for each type in it
   */
  record Chosen(Suite suite, Proposal offered, List<Transform> transforms) implements Selection {
    /** Takes a copy. */
    public Chosen {
      transforms = List.copyOf(transforms);
    }

    /**
     * The SA payload of the response: the chosen transforms with their attributes unmodified, under
     * the number of the proposal.
     *
     * @param spi our SPI, of the same length as the peer's
     */
    @Clause("rfc7296:2.7/1")
    @Clause("rfc7296:3.3.1/3")
    @Clause("rfc7296:3.3.6/1")
    @Clause("rfc7296:3.3.6/4")
    public SaPayload answer(Octets spi) {
      if (spi.size() != offered.spi().size()) {
        throw new IllegalArgumentException(
            "an SPI of " + offered.spi().size() + " octets expected: " + spi.size());
      }
      return new SaPayload(
          List.of(
              new Proposal(
                  offered.number(), offered.protocol(), spi, new ArrayList<>(transforms))));
    }
  }

  /**
   * A suite is possible, but the KE payload of the request is of another method, or there is none:
   * answer INVALID_KE_PAYLOAD.
   *
   * @param wanted the method that the peer shall use
   * @param suite the suite that will then be chosen
   */
  record WrongKeyExchange(KeyExchangeMethod wanted, Suite suite) implements Selection {}

  /**
   * No suite is possible: answer NO_PROPOSAL_CHOSEN.
   *
   * @param refusal why
   */
  record Refused(Refusal refusal) implements Selection {}
}
