/** UDP encapsulation (RFC 3948) and what surrounds ESP packets on the wire. */
package org.yett.esp.encap;
