/**
 * Fuzzing: targets that take any octets and must survive them, the kept inputs that they are
 * replayed with, and the command that fuzzes them at length. Jazzer finds the inputs; the targets
 * do not know it.
 */
package org.yett.features.fuzz;
