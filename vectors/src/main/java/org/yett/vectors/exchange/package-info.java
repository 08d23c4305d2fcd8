/**
 * Exchange-level vectors: whole conversations of two IKE endpoints with every input, message and
 * intermediate value. The records are the documents of schema {@code yett-exchange-vectors/1}.
 */
package org.yett.vectors.exchange;
