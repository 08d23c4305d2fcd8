package org.yett.ike.wire;

import java.util.List;
import java.util.OptionalInt;
import org.yett.spec.iana.EncryptionAlgorithm;
import org.yett.spec.iana.TransformAttributeType;
import org.yett.spec.iana.TransformId;
import org.yett.spec.iana.TransformType;

/**
 * A transform of a proposal (RFC 7296 3.3.2).
 *
 * @param type the Transform Type
 * @param id what is proposed, from the registry of that type
 * @param attributes in order
 */
public record Transform(TransformType type, TransformId id, List<TransformAttribute> attributes) {

  /** Refuses an id of another type's registry. */
  public Transform {
    attributes = List.copyOf(attributes);
    if (!id.fits(type)) {
      throw new IllegalArgumentException(id + " is no Transform ID of type " + type);
    }
  }

  /** A transform without attributes. */
  public static Transform of(TransformType type, TransformId id) {
    return new Transform(type, id, List.of());
  }

  /**
   * An encryption algorithm with a Key Length attribute.
   *
   * @param keyBits the key length in bits, as the attribute has it
   */
  public static Transform of(EncryptionAlgorithm algorithm, int keyBits) {
    return new Transform(
        TransformType.ENCR,
        algorithm,
        List.of(new TransformAttribute.Fixed(TransformAttributeType.KEY_LENGTH, keyBits)));
  }

  /** The first Key Length attribute, in bits (RFC 7296 3.3.5). */
  public OptionalInt keyLength() {
    for (TransformAttribute attribute : attributes) {
      if (attribute instanceof TransformAttribute.Fixed(TransformAttributeType t, int bits)
          && t.equals(TransformAttributeType.KEY_LENGTH)) {
        return OptionalInt.of(bits);
      }
    }
    return OptionalInt.empty();
  }

  /** For example {@code ENCR_AES_GCM_16-256}. */
  public String describe() {
    StringBuilder text = new StringBuilder(id.toString());
    for (TransformAttribute attribute : attributes) {
      text.append('-').append(attribute.describe());
    }
    return text.toString();
  }
}
