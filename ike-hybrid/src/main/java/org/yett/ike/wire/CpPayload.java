package org.yett.ike.wire;

import java.util.List;
import java.util.stream.Collectors;
import org.yett.spec.iana.ConfigurationType;
import org.yett.spec.iana.PayloadType;

/**
 * CP (RFC 7296 3.15).
 *
 * @param configurationType the CFG Type
 * @param attributes in order; may be empty
 */
public record CpPayload(
    ConfigurationType configurationType, List<ConfigurationAttribute> attributes)
    implements Payload {

  /** Keeps a list of its own. */
  public CpPayload {
    attributes = List.copyOf(attributes);
  }

  @Override
  public PayloadType type() {
    return PayloadType.CP;
  }

  @Override
  public String describe() {
    return attributes.stream()
        .map(attribute -> ", " + attribute.describe())
        .collect(Collectors.joining("", "CP(" + configurationType, ")"));
  }
}
