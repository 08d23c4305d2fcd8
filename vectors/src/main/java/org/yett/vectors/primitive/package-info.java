/**
 * Public test vectors of the primitives, in one schema, with what runs our implementations against
 * them. The corpus is a resource of this module; its README tells the sources and the licences.
 */
package org.yett.vectors.primitive;
