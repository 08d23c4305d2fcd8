/**
 * Security associations: keys in use, sequence numbers, replay windows, lifetimes, and the database
 * of the inbound ones (RFC 4301 4.4.2).
 */
package org.yett.esp.sad;
