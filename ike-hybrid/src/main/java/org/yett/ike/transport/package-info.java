/**
 * What lies below every exchange: message-ID windows in both directions, retransmission, cached
 * responses, fragmentation and reassembly, generations of keys, NAT detection.
 */
package org.yett.ike.transport;
