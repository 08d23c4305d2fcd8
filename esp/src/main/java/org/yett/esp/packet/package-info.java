/** Inner and outer IP headers: parsing, ESP trailer, ECN, ICMP errors, fragments. */
package org.yett.esp.packet;
