/**
 * The two pipelines of ESP in tunnel mode, from batches of inner packets to batches of ESP packets
 * and back (RFC 4301 5, RFC 4303 3).
 */
package org.yett.esp;
