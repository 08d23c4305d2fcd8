package org.yett.features.steps;

import io.cucumber.java.ParameterType;
import java.util.Locale;
import org.yett.ike.wire.Side;
import org.yett.spec.iana.ExchangeType;
import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.NotifyType;

/** Words of the field that steps take as parameters. */
public final class ParameterTypes {

  /** One of the two ends. */
  @ParameterType("initiator|responder")
  public Side side(String name) {
    return Side.valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** An exchange. */
  @ParameterType(
      "IKE_SA_INIT|IKE_SESSION_RESUME|IKE_INTERMEDIATE|IKE_AUTH|CREATE_CHILD_SA|IKE_FOLLOWUP_KE"
          + "|INFORMATIONAL")
  public ExchangeType exchange(String name) {
    return ExchangeType.named(name).orElseThrow();
  }

  /** A message with its Message ID, for example {@code IKE_INTERMEDIATE request 1}. */
  @ParameterType(
      "(IKE_SA_INIT|IKE_SESSION_RESUME|IKE_INTERMEDIATE|IKE_AUTH|CREATE_CHILD_SA|IKE_FOLLOWUP_KE"
          + "|INFORMATIONAL)"
          + " (request|response) (\\d+)")
  public MessageName message(String exchange, String kind, String messageId) {
    return new MessageName(
        ExchangeType.named(exchange).orElseThrow(),
        kind.equals("response"),
        Long.parseLong(messageId));
  }

  /** A notification by its name in the registry. */
  @ParameterType("[A-Z][A-Z0-9_]{5,}")
  public NotifyType notification(String name) {
    return NotifyType.named(name)
        .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is no notification"));
  }

  /** A key exchange method by its keyword. */
  @ParameterType("[a-z][a-z0-9]*")
  public KeyExchangeMethod method(String keyword) {
    return Methods.of(keyword);
  }

  /** Something wrong with the data of a KE payload. */
  @ParameterType("is one octet too short|is one octet too long|is empty|has [^,]*")
  public KeDefect defect(String words) {
    return KeDefect.of(words)
        .orElseThrow(() -> new IllegalArgumentException("'" + words + "' is no known defect"));
  }

  /** Where a bit is changed. */
  @ParameterType("in its IKE header|in its ciphertext|in its Integrity Checksum Data")
  public BitPlace place(String words) {
    return BitPlace.of(words);
  }

  /** What an attacker alters. */
  @ParameterType("(?:sets|adds) .*")
  public Alteration alteration(String words) {
    return Alteration.of(words);
  }

  /** Whether a payload's Critical bit is set. */
  @ParameterType("critical|not critical")
  public Boolean criticality(String words) {
    return words.equals("critical");
  }

  /** Whether it is a response. */
  @ParameterType("request|response")
  public Boolean kind(String word) {
    return word.equals("response");
  }

  /** Whether something goes with it. */
  @ParameterType("with|without")
  public Boolean with(String word) {
    return word.equals("with");
  }
}
