/** What is tried between two daemons, as data. */
package org.yett.interop.scenario;
