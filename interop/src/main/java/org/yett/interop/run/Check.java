package org.yett.interop.run;

/**
 * One thing that had to be seen.
 *
 * @param what what was looked for
 * @param seen whether it was seen
 * @param evidence what was seen instead, or in proof
 */
public record Check(String what, boolean seen, String evidence) {}
