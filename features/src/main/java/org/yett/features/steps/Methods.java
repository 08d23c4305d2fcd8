package org.yett.features.steps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yett.ike.negotiate.AlgorithmKeywords;
import org.yett.ike.wire.Transform;
import org.yett.spec.iana.KeyExchangeMethod;
import org.yett.spec.iana.TransformType;

/**
 * Key exchange methods as features name them: by their keywords in proposal strings, or by their
 * numbers; and the tables that list them by Transform Type.
 */
final class Methods {

  private Methods() {}

  /**
   * The method of a keyword or number.
   *
   * @throws IllegalArgumentException if there is none
   */
  static KeyExchangeMethod of(String name) {
    if (name.chars().allMatch(Character::isDigit) && !name.isEmpty()) {
      return KeyExchangeMethod.of(Integer.parseInt(name));
    }
    return AlgorithmKeywords.find(name)
        .filter(AlgorithmKeywords.Meaning.Supported.class::isInstance)
        .map(AlgorithmKeywords.Meaning.Supported.class::cast)
        .map(meaning -> meaning.algorithm().id())
        .filter(KeyExchangeMethod.class::isInstance)
        .map(KeyExchangeMethod.class::cast)
        .orElseThrow(
            () -> new IllegalArgumentException("'" + name + "' is no key exchange method"));
  }

  /** The methods of a list, separated by commas. */
  static List<KeyExchangeMethod> list(Optional<String> text) {
    return names(text).stream().map(Methods::of).toList();
  }

  private static List<String> names(Optional<String> text) {
    return text.stream()
        .flatMap(list -> Arrays.stream(list.split(",")))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  private static TransformType type(String column) {
    if (column.equals("KE")) {
      return TransformType.KE;
    }
    if (column.matches("ADDKE[1-7]")) {
      return TransformType.additionalKeyExchange(column.charAt(5) - '0');
    }
    throw new IllegalArgumentException("'" + column + "' is no Transform Type of key exchanges");
  }

  /** A row as in a proposal string, for example {@code x25519-ke1_mlkem768-ke1_none}. */
  static String proposal(Map<String, String> row) {
    List<String> keywords = new ArrayList<>();
    row.forEach((column, cell) -> {
      TransformType type = type(column);
      for (String name : names(Optional.ofNullable(cell))) {
        keywords.add(
            type.equals(TransformType.KE)
                ? name
                : "ke" + type.additionalKeyExchangeNumber() + "_" + name);
      }
    });
    return String.join("-", keywords);
  }

  /** A row as the transforms of a proposal. */
  static List<Transform> transforms(Map<String, String> row) {
    List<Transform> transforms = new ArrayList<>();
    row.forEach((column, cell) ->
        list(Optional.ofNullable(cell))
            .forEach(method -> transforms.add(Transform.of(type(column), method))));
    return transforms;
  }
}
