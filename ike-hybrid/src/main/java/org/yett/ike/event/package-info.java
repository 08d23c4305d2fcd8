/** What an endpoint tells: events without secrets, and the names of SAs. */
package org.yett.ike.event;
