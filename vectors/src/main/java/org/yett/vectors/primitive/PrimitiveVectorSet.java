package org.yett.vectors.primitive;

import java.util.List;
import java.util.Map;

/**
 * The vectors of one primitive from one source.
 *
 * @param name of the set, and of its file
 * @param title for reading
 * @param kind what the vectors test, and so which inputs and outputs they have
 * @param parameters IANA numbers that all vectors have in common: {@code method}, {@code encr},
 *     {@code integ}, {@code prf}
 * @param source where it comes from
 * @param leftOut what the source has and conversion left out
 * @param vectors in the source's order
 */
public record PrimitiveVectorSet(
    String name,
    String title,
    PrimitiveKind kind,
    Map<String, Integer> parameters,
    VectorSource source,
    List<LeftOut> leftOut,
    List<PrimitiveVector> vectors) {

  /**
   * A parameter.
   *
   * @throws VectorFormatException if the set has none of that name
   */
  public int parameter(String key) {
    Integer value = parameters.get(key);
    if (value == null) {
      throw new VectorFormatException(name + ": no parameter " + key);
    }
    return value;
  }

  /**
   * Vectors that are not run.
   *
   * @param count how many
   * @param reason why
   */
  public record LeftOut(int count, String reason) {}
}
