package org.yett.ike.negotiate;

import java.util.List;
import java.util.stream.Collectors;
import org.yett.spec.iana.ProtocolId;
import org.yett.spec.iana.TransformType;

/** A reason why a received proposal and one of ours do not make a suite. */
public sealed interface Obstacle {

  /** How far this is from agreement: proposals with a smaller sum come closer. */
  int weight();

  /** The reason in words. */
  String text();

  /**
   * No algorithm of a type is on both lists.
   *
   * @param type the Transform Type
   * @param offered what the peer offers; empty for nothing
   * @param accepted what we accept; empty for nothing
   */
  record NoCommonAlgorithm(TransformType type, List<String> offered, List<Algorithm> accepted)
      implements Obstacle {
    /** Takes copies. */
    public NoCommonAlgorithm {
      offered = List.copyOf(offered);
      accepted = List.copyOf(accepted);
    }

    @Override
    public int weight() {
      return 1;
    }

    @Override
    public String text() {
      String ours =
          accepted.isEmpty()
              ? "none"
              : accepted.stream().map(Algorithm::toString).collect(Collectors.joining(", "));
      String theirs = offered.isEmpty() ? "none" : String.join(", ", offered);
      return type + ": the peer offers " + theirs + ", we accept " + ours;
    }
  }

  /** The key exchanges could only be chosen with one of them twice (RFC 9370 2.2.1). */
  record OnlyWithDuplicates() implements Obstacle {
    @Override
    public int weight() {
      return 1;
    }

    @Override
    public String text() {
      return "too few key exchanges in common to choose different ones for KE and each ADDKE";
    }
  }

  /**
   * A suite is possible, but none that fulfils a requirement of our policy.
   *
   * @param requirement what is required
   * @param best the suite that would have been chosen without it
   */
  record BelowFloor(SuiteRequirement requirement, Suite best) implements Obstacle {
    @Override
    public int weight() {
      return 1;
    }

    @Override
    public String text() {
      return "policy requires " + requirement.name() + ", possible is " + best;
    }
  }

  /**
   * A Transform Type without which the proposal is incomplete is missing (RFC 7296 3.3.6).
   *
   * @param type the Transform Type
   */
  record MissingType(TransformType type) implements Obstacle {
    @Override
    public int weight() {
      return 4;
    }

    @Override
    public String text() {
      return "the peer's proposal has no " + type;
    }
  }

  /** Additional key exchanges, though IKE_INTERMEDIATE was not negotiated (RFC 9370 2.2.1). */
  record IntermediateNotNegotiated() implements Obstacle {
    @Override
    public int weight() {
      return 8;
    }

    @Override
    public String text() {
      return "additional key exchanges without INTERMEDIATE_EXCHANGE_SUPPORTED";
    }
  }

  /**
   * A Transform Type that is not understood (RFC 7296 3.3.6).
   *
   * @param type the Transform Type
   */
  record UnknownType(TransformType type) implements Obstacle {
    @Override
    public int weight() {
      return 16;
    }

    @Override
    public String text() {
      return "transform type " + type + " has no meaning here";
    }
  }

  /**
   * The SPI does not have the length that the exchange asks for, or is reserved.
   *
   * @param size the length received, in octets
   * @param expected the length asked for, in octets
   */
  record UnusableSpi(int size, int expected) implements Obstacle {
    @Override
    public int weight() {
      return 16;
    }

    @Override
    public String text() {
      return size == expected
          ? "the SPI is a reserved one"
          : "the SPI has " + size + " octets, expected " + expected;
    }
  }

  /**
   * The proposal is for another protocol.
   *
   * @param offered the peer's protocol
   * @param accepted ours
   */
  record OtherProtocol(ProtocolId offered, ProtocolId accepted) implements Obstacle {
    @Override
    public int weight() {
      return 64;
    }

    @Override
    public String text() {
      return "the peer offers " + offered + ", we accept " + accepted;
    }
  }
}
