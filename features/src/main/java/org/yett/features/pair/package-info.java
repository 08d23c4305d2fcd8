/** A testbed in virtual time: both ends are Yett's own endpoints, and everything follows a seed. */
package org.yett.features.pair;
