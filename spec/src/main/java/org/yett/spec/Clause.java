package org.yett.spec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Ties a declaration to the clause of a specification that it implements.
 *
 * <p>The key is {@code rfcNNNN:section} or {@code rfcNNNN:section/k}, where {@code k} counts the
 * normative sentences of the section from 1; drafts name their version, as in {@code
 * ikev2-mlkem-08:2.2/1}. Inside a method, the comment {@code //= rfc9370:2.2.1/3} above the very
 * check means the same and is read by the same scanner.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({
  ElementType.TYPE,
  ElementType.METHOD,
  ElementType.CONSTRUCTOR,
  ElementType.FIELD,
  ElementType.RECORD_COMPONENT
})
@Repeatable(Clause.List.class)
public @interface Clause {

  /** The key, for example {@code rfc9370:2.2.2}. */
  String value();

  /** Holds several {@link Clause}s of one declaration. */
  @Documented
  @Retention(RetentionPolicy.CLASS)
  @Target({
    ElementType.TYPE,
    ElementType.METHOD,
    ElementType.CONSTRUCTOR,
    ElementType.FIELD,
    ElementType.RECORD_COMPONENT
  })
  @interface List {
    /** The clauses. */
    Clause[] value();
  }
}
