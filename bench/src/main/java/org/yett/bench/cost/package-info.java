/** What handshakes cost on many paths, in virtual time. */
package org.yett.bench.cost;
