/** The report on what handshakes cost: a page, its charts, and the data of each. */
package org.yett.bench.report;
