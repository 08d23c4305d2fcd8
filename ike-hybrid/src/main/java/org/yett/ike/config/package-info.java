/** Configuration of endpoints and connections, as immutable values. */
package org.yett.ike.config;
