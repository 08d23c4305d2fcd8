package org.yett.bench.report;

/**
 * A chart of the report.
 *
 * @param id its name in addresses and files
 * @param svg the drawing
 * @param csv its data
 * @param caption what it shows, and of how many runs
 */
record Chart(String id, String svg, String csv, String caption) {}
