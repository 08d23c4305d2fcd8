/** Many handshakes over real sockets, against Yett and against others. */
package org.yett.bench.load;
