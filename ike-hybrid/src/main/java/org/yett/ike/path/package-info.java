/** Addresses and paths, as values: known to every layer, knowing none. */
package org.yett.ike.path;
