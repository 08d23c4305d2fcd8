/** What came of all runs: as pages for a reader, and against the list of what is required. */
package org.yett.interop.report;
