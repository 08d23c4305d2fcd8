package org.yett.gateway.control;

/** One SA, by the number that the status shows. */
public sealed interface SaTarget {

  /**
   * An IKE SA with all its Child SAs.
   *
   * @param uniqueId its number
   */
  record Ike(long uniqueId) implements SaTarget {}

  /**
   * A Child SA.
   *
   * @param ikeUniqueId the number of its IKE SA
   * @param uniqueId its own number
   */
  record Child(long ikeUniqueId, long uniqueId) implements SaTarget {}
}
