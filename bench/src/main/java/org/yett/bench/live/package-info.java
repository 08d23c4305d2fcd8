/** Handshakes between network namespaces over an emulated link, beside the same in virtual time. */
package org.yett.bench.live;
