/**
 * vici, the control protocol of strongSwan: its messages and packets, a server over a Unix domain
 * socket that puts a {@link org.yett.gateway.control.GatewayControl} at the disposal of {@code
 * swanctl} and the like, and a client.
 */
package org.yett.gateway.vici;
