/** The command that plays scenarios and random schedules of the simulator. */
package org.yett.features.sim;
