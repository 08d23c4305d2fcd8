package org.yett.vectors.exchange;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Objects;

/**
 * How a host stood in the end.
 *
 * @param host which
 * @param ikeSas established IKE SAs
 * @param childSas Child SAs
 * @param offences what of the peer it complained of, in order, by Yett's names
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"host", "ikeSas", "childSas", "offences"})
public record OutcomeValue(String host, int ikeSas, int childSas, List<String> offences) {

  /** An absent list is empty. */
  public OutcomeValue {
    Objects.requireNonNull(host, "host");
    offences = Lists.of(offences);
  }
}
