/**
 * What the AUTH payload covers and how it is computed: signed octets, IntAuth, preshared keys. All
 * of it works on octets as they were on the wire, never on re-encoded payloads.
 */
package org.yett.ike.auth;
