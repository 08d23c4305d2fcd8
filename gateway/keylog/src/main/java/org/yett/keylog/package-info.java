/**
 * The key log: everything that a gateway's IKE SAs and Child SAs are protected with, written to
 * files. It is an artifact of its own, which the launcher's {@code --keylog DIR} alone puts on the
 * class path: without it, no setting whatever makes a gateway tell its keys.
 */
package org.yett.keylog;
