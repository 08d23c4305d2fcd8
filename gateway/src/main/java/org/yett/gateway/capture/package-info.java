/**
 * Capture files: pcapng written, pcapng and pcap read, and the IP packets in them taken apart and
 * put together. Own code, since every IKE message is to carry a comment and every octet is bounded.
 */
package org.yett.gateway.capture;
