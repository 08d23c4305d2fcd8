/** What a handshake costs: measured, simulated and set beside other implementations. */
package org.yett.bench;
