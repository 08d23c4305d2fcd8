package org.yett.spec.iana;

/**
 * What a transform proposes (RFC 7296 3.3.2): an entry of the registry that belongs to its
 * Transform Type.
 */
public sealed interface TransformId extends RegistryValue
    permits EncryptionAlgorithm,
        PseudorandomFunction,
        IntegrityAlgorithm,
        KeyExchangeMethod,
        SequenceNumbers,
        UnknownTransformId {

  /** The Transform ID that a responder may choose when the transform is to be left out. */
  int NONE_VALUE = 0;

  /**
   * The entry of this value in the registry of this Transform Type.
   *
   * @throws IllegalArgumentException if the value is not a number of 16 bits
   */
  static TransformId of(TransformType type, int value) {
    if (type.equals(TransformType.ENCR)) {
      return EncryptionAlgorithm.of(value);
    } else if (type.equals(TransformType.PRF)) {
      return PseudorandomFunction.of(value);
    } else if (type.equals(TransformType.INTEG)) {
      return IntegrityAlgorithm.of(value);
    } else if (type.equals(TransformType.KE) || type.isAdditionalKeyExchange()) {
      return KeyExchangeMethod.of(value);
    } else if (type.equals(TransformType.SN)) {
      return SequenceNumbers.of(value);
    } else {
      return new UnknownTransformId(type, value);
    }
  }

  /** Whether this value belongs to the registry of that Transform Type. */
  boolean fits(TransformType type);
}
