/**
 * Endpoints in virtual time: hosts, links that lose, delay and change datagrams, NATs, attackers on
 * the path, endpoints that violate the protocol on purpose, and a transcript of everything. All
 * that happens follows from one seed.
 *
 * <p>A simulation knows the keys of its endpoints and shows what is inside their messages: it is
 * for tests, demonstrations and vectors.
 */
package org.yett.ike.sim;
