/** The outer network: UDP ports 500 and 4500, and ESP in IP. */
package org.yett.gateway.net;
