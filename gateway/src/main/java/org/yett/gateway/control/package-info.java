/**
 * What can be seen of a running gateway and what it can be told: the seam between the gateway and
 * those who serve an operator (vici, metrics). Everything here is a value or an interface; nothing
 * knows a protocol.
 */
package org.yett.gateway.control;
