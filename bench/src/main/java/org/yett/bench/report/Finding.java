package org.yett.bench.report;

/**
 * A sentence of the chapter on what hybrid costs.
 *
 * @param text the sentence, with the figures of this run
 * @param chart the chart that it rests on
 */
record Finding(String text, String chart) {}
