package org.yett.vectors.primitive;

/**
 * Where a set comes from.
 *
 * @param project who published it
 * @param repository where
 * @param file which file or section there
 * @param sha256 of that file, in hexadecimal; empty for documents
 * @param licence under which it may be used
 * @param changes what conversion into our schema changed
 */
public record VectorSource(
    String project,
    String repository,
    String file,
    String sha256,
    String licence,
    String changes) {}
