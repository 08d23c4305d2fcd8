/**
 * EAP (RFC 3748) without I/O: the client's and the server's side of the methods that IKE_AUTH
 * carries (RFC 7296 2.16).
 */
package org.yett.ike.eap;
