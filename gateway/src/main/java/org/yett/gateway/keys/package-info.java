/**
 * Key logs, read: what {@code --keylog} had written, and what can be opened with it. Nothing here
 * hears or writes keys; the artifact that does is another one, {@code gateway-keylog}.
 */
package org.yett.gateway.keys;
