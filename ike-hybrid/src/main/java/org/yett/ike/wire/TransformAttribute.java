package org.yett.ike.wire;

import org.yett.spec.iana.TransformAttributeType;

/**
 * An attribute of a transform (RFC 7296 3.3.5). Its format is a part of its value: an attribute of
 * fixed length that comes in the variable format is not understood, and the responder returns
 * attributes unmodified.
 */
public sealed interface TransformAttribute {

  /** The type. */
  TransformAttributeType type();

  /** The value in a few words. */
  String describe();

  /**
   * An attribute in Type/Value format.
   *
   * @param type the type
   * @param value 0 to 65535
   */
  record Fixed(TransformAttributeType type, int value) implements TransformAttribute {

    /** Refuses a value that the field cannot hold. */
    public Fixed {
      if (value < 0 || value > 0xffff) {
        throw new IllegalArgumentException(
            "the value of " + type + " has 16 bits, unlike " + value);
      }
    }

    @Override
    public String describe() {
      return type.equals(TransformAttributeType.KEY_LENGTH)
          ? Integer.toString(value)
          : type + "=" + value;
    }
  }

  /**
   * An attribute in Type/Length/Value format.
   *
   * @param type the type
   * @param value the value
   */
  record Variable(TransformAttributeType type, Octets value) implements TransformAttribute {
    @Override
    public String describe() {
      return type + "=" + value.size() + " octets";
    }
  }
}
