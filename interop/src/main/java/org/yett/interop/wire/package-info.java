/** What a capture of the link shows without any key: IKE headers, fragments, ESP, and the rest. */
package org.yett.interop.wire;
