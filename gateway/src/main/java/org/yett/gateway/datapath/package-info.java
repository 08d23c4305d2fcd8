/**
 * Packets between a device and the outer sockets: threads around the pipelines of {@code
 * org.yett.esp}, and the routes that lead traffic to the device.
 */
package org.yett.gateway.datapath;
