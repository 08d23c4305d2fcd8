package org.yett.vectors.primitive;

import java.util.Optional;
import org.yett.ike.crypto.KeyExchange;
import org.yett.ike.crypto.KeyExchanges;
import org.yett.ike.crypto.MlKem;
import org.yett.ike.crypto.Secret;
import org.yett.spec.iana.KeyExchangeMethod;

/** ML-KEM, through the key exchange that IKE runs wherever a vector allows it. */
final class MlKemChecks {

  private MlKemChecks() {}

  private static MlKem kem(PrimitiveVectorSet set) {
    return switch (set.parameter("method")) {
      case 35 -> MlKem.ML_KEM_512;
      case 36 -> MlKem.ML_KEM_768;
      case 37 -> MlKem.ML_KEM_1024;
      default -> throw new VectorFormatException(set.name() + ": method is not 35, 36 or 37");
    };
  }

  private static KeyExchange exchange(PrimitiveVectorSet set) {
    return KeyExchanges.standard()
        .find(KeyExchangeMethod.of(set.parameter("method")))
        .orElseThrow(() -> new VectorFormatException(set.name() + ": unknown method"));
  }

  static Outcome keyGeneration(PrimitiveVectorSet set, PrimitiveVector vector) {
    byte[] seed = vector.input("seed");
    try (MlKem.DecapsulationKey key = kem(set).generate(seed);
        Secret expanded = key.expanded();
        KeyExchange.InitiatorKey initiator = exchange(set).initiate(seed)) {
      return new Expected()
          .same("ek", vector.output("ek"), key.encapsulationKey())
          .same("ek as initiator's share", vector.output("ek"), initiator.share())
          .same("dk", vector.output("dk"), expanded.copy())
          .outcome();
    }
  }

  static Outcome encapsulation(PrimitiveVectorSet set, PrimitiveVector vector) {
    boolean mustBeRefused = vector.expectation() == PrimitiveVector.Expectation.INVALID;
    return switch (exchange(set).respond(vector.input("ek"), vector.input("m"))) {
      case KeyExchange.Failed(var error) -> Expected.refusal(true, mustBeRefused, error.toString());
      case KeyExchange.Responded(byte[] c, Secret k) -> {
        if (mustBeRefused) {
          yield Expected.refusal(false, true, "");
        }
        Expected expected =
            new Expected().same("c", vector.output("c"), c).same("k", vector.output("k"), k.copy());
        vector
            .optionalInput("dk")
            .ifPresent(dk -> {
              try (MlKem.DecapsulationKey key = kem(set).importExpanded(dk)) {
                expected.same("k decapsulated", vector.output("k"), key.decapsulate(c).copy());
              }
            });
        yield expected.outcome();
      }
    };
  }

  static Outcome decapsulation(PrimitiveVectorSet set, PrimitiveVector vector) {
    MlKem kem = kem(set);
    boolean mustBeRefused = vector.expectation() == PrimitiveVector.Expectation.INVALID;
    Optional<byte[]> seed = vector.optionalInput("seed");
    byte[] c = vector.input("c");
    if (seed.isPresent() && seed.get().length != MlKem.SEED_LENGTH) {
      try (MlKem.DecapsulationKey key = kem.generate(seed.get())) {
        return Expected.refusal(false, mustBeRefused, key.toString());
      } catch (IllegalArgumentException e) {
        return Expected.refusal(true, mustBeRefused, e.getMessage());
      }
    }
    if (seed.isEmpty()) {
      try (MlKem.DecapsulationKey key = kem.importExpanded(vector.input("dk"))) {
        Expected expected = new Expected().same("k", vector.output("k"), key.decapsulate(c).copy());
        vector
            .optionalOutput("ek")
            .ifPresent(ek -> expected.same("ek", ek, key.encapsulationKey()));
        return expected.outcome();
      }
    }
    try (KeyExchange.InitiatorKey initiator = exchange(set).initiate(seed.get())) {
      return switch (initiator.complete(c)) {
        case KeyExchange.Failed(var error) ->
            Expected.refusal(true, mustBeRefused, error.toString());
        case KeyExchange.Completed(Secret k) -> {
          if (mustBeRefused) {
            yield Expected.refusal(false, true, "");
          }
          yield new Expected()
              .same("ek", vector.output("ek"), initiator.share())
              .same("k", vector.output("k"), k.copy())
              .outcome();
        }
      };
    }
  }

  static Outcome encapsulationKey(PrimitiveVectorSet set, PrimitiveVector vector) {
    byte[] ek = vector.input("ek");
    boolean refused =
        exchange(set).respond(ek, new byte[MlKem.MESSAGE_LENGTH]) instanceof KeyExchange.Failed;
    return new Expected()
        .holds("the key has the length of its set", kem(set).hasEncapsulationKeyLength(ek))
        .holds("the modulus check refuses the key", !kem(set).hasReducedCoefficients(ek))
        .holds("the responder refuses the share", refused)
        .outcome();
  }
}
