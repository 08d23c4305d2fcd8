/** The daemons of the laboratory: how each is got, configured, started, asked and stopped. */
package org.yett.interop.peer;
