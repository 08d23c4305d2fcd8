package org.yett.vectors.primitive;

import java.util.Optional;
import org.yett.ike.auth.SignatureData;
import org.yett.ike.crypto.KeyParse;
import org.yett.ike.crypto.SignatureScheme;
import org.yett.ike.crypto.VerificationKey;

/** Verification of signatures, as the Digital Signature method has them (RFC 7427 3). */
final class SignatureChecks {

  private SignatureChecks() {}

  static Outcome verification(PrimitiveVectorSet set, PrimitiveVector vector) {
    Optional<SignatureScheme> scheme = SignatureData.scheme(vector.input("algorithm"));
    if (scheme.isEmpty()) {
      return new Outcome.Failed(set.name() + ": an algorithm that is not ours");
    }
    boolean refused =
        switch (VerificationKey.of(vector.input("key"))) {
          case KeyParse.Ok<VerificationKey>(VerificationKey key) ->
              !key.verify(scheme.get(), vector.input("message"), vector.input("signature"));
          case KeyParse.Bad<VerificationKey> bad -> true;
        };
    boolean mustBeRefused = vector.expectation() == PrimitiveVector.Expectation.INVALID;
    return Expected.refusal(refused, mustBeRefused, "the signature does not verify");
  }
}
