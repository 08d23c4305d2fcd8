/** The security policy database and the policies whose SAs carry its traffic (RFC 4301 4.4.1). */
package org.yett.esp.spd;
