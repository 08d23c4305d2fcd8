package org.yett.vectors.exchange;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Objects;

/**
 * A draw of random octets.
 *
 * @param host who drew
 * @param scope what in the host drew, for example {@code ike-sa-1}; empty for the host itself
 * @param purpose what for, for example {@code nonce}
 * @param index which one of that purpose in that scope, from 0
 * @param value the octets
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"host", "scope", "purpose", "index", "value"})
public record RandomValue(String host, String scope, String purpose, long index, String value) {

  /** An absent scope is empty. */
  public RandomValue {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(purpose, "purpose");
    Objects.requireNonNull(value, "value");
    scope = Lists.text(scope);
  }
}
