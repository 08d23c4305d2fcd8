package org.yett.ike.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yett.ike.crypto.Prf;
import org.yett.ike.crypto.Secret;
import org.yett.ike.keys.KeyStep;
import org.yett.ike.keys.KeyTrace;
import org.yett.ike.keys.KeyValue;
import org.yett.spec.Clause;

/**
 * IntAuth_i and IntAuth_r as they grow over the IKE_INTERMEDIATE exchanges of an IKE SA. Values are
 * immutable; each step gives a new one.
 */
@Clause("rfc9242:3.3.2")
public final class IntAuthChain {

  /** Before any IKE_INTERMEDIATE exchange. */
  public static final IntAuthChain EMPTY = new IntAuthChain(0, new byte[0], 0, new byte[0]);

  private final int requests;
  private final byte[] i;
  private final int responses;
  private final byte[] r;

  private IntAuthChain(int requests, byte[] i, int responses, byte[] r) {
    this.requests = requests;
    this.i = i;
    this.responses = responses;
    this.r = r;
  }

  /**
   * Adds the request of the next exchange.
   *
   * @param prf the PRF of the IKE SA
   * @param skPi SK_pi of the generation that protects the exchange; stays with the caller
   * @param request its octets
   * @throws IllegalStateException if the last exchange has no response yet
   */
  @Clause("rfc9242:3.3.2/x5")
  public IntAuthChain withRequest(Prf prf, Secret skPi, IntAuthInput request, KeyTrace trace) {
    if (requests != responses) {
      throw new IllegalStateException("IKE_INTERMEDIATE exchange %d is open".formatted(requests));
    }
    byte[] next = next("i", requests + 1, prf, skPi, i, request, trace);
    return new IntAuthChain(requests + 1, next, responses, r);
  }

  /**
   * Adds the response of the current exchange.
   *
   * @param prf the PRF of the IKE SA
   * @param skPr SK_pr of the generation that protects the exchange; stays with the caller
   * @param response its octets
   * @throws IllegalStateException if no exchange is open
   */
  @Clause("rfc9242:3.3.2/x6")
  public IntAuthChain withResponse(Prf prf, Secret skPr, IntAuthInput response, KeyTrace trace) {
    if (requests != responses + 1) {
      throw new IllegalStateException("no IKE_INTERMEDIATE exchange is open");
    }
    byte[] next = next("r", responses + 1, prf, skPr, r, response, trace);
    return new IntAuthChain(requests, i, responses + 1, next);
  }

  /** How many exchanges are complete. */
  public int exchanges() {
    return responses;
  }

  /**
   * IntAuth for IKE_AUTH.
   *
   * @param ikeAuthMessageId Message ID of the first IKE_AUTH request
   * @return empty if no IKE_INTERMEDIATE exchange took place
   * @throws IllegalStateException if an exchange is open
   */
  public Optional<IntAuth> finish(int ikeAuthMessageId) {
    if (requests != responses) {
      throw new IllegalStateException("IKE_INTERMEDIATE exchange %d is open".formatted(requests));
    }
    // = rfc9242:3.3.2/x1, rfc9242:3.3.2/x2
    return responses == 0
        ? Optional.empty()
        : Optional.of(new IntAuth(i.clone(), r.clone(), ikeAuthMessageId));
  }

  private static byte[] next(
      String side,
      int n,
      Prf prf,
      Secret skP,
      byte[] previous,
      IntAuthInput input,
      KeyTrace trace) {
    byte[] output = prf.keyed(skP).update(previous).update(input.a()).update(input.p()).octets();
    if (trace.listens()) {
      String name = "IntAuth_" + side;
      List<KeyValue> inputs = new ArrayList<>();
      inputs.add(KeyValue.secret("SK_p" + side + n, skP));
      StringBuilder formula =
          new StringBuilder("%s%d = prf(SK_p%s%d, ".formatted(name, n, side, n));
      if (n > 1) {
        inputs.add(KeyValue.open(name + (n - 1), previous.clone()));
        formula.append(name).append(n - 1).append(" | ");
      }
      inputs.add(KeyValue.open(name + n + "A", input.a()));
      formula.append(name).append(n).append('A');
      if (input.p().length > 0) {
        // Inner payloads are what the Encrypted payload hides.
        inputs.add(KeyValue.secret(name + n + "P", Secret.adopt(input.p())));
        formula.append(" | ").append(name).append(n).append('P');
      }
      trace.step(
          new KeyStep(
              name + n,
              "rfc9242:3.3.2",
              formula.append(')').toString(),
              inputs,
              List.of(KeyValue.open(name + n, output.clone()))));
    }
    return output;
  }
}
