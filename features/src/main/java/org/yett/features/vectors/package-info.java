/** {@code yett vectors}: the test vectors. */
package org.yett.features.vectors;
