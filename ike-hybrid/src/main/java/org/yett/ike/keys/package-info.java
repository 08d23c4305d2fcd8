/**
 * The key schedule: pure functions from shared secrets, nonces and SPIs to keys, which narrate each
 * step to a {@link org.yett.ike.keys.KeyTrace}.
 */
package org.yett.ike.keys;
