/**
 * What is played in simulations: scenarios with a name, each of which can be replayed with any
 * seed, and random schedules, in which the seed decides everything.
 */
package org.yett.ike.sim.scenario;
