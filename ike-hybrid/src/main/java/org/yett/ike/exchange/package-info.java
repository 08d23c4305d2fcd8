/**
 * The exchanges: the states of an IKE SA, the procedures of an established one, and the engine that
 * holds all IKE SAs of an endpoint.
 */
package org.yett.ike.exchange;
