/**
 * The formulas of the RFCs once more, straight from their text and over {@code javax.crypto} alone,
 * so that what an implementation computes can be compared with something that it does not share.
 */
package org.yett.features.reference;
