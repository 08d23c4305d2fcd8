/** Files that hold every figure: JSON, CSV, tables, pages. */
package org.yett.bench.out;
