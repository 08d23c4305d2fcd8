/**
 * Algorithms of ESP: sizes, keys, sealing and opening of single packets (RFC 3602, 4106, 4868,
 * 7634).
 */
package org.yett.esp.transform;
