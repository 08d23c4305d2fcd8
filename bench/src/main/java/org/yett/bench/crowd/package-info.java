/** Many IKE SAs of one endpoint, without sockets: what each takes of the heap and of the CPU. */
package org.yett.bench.crowd;
