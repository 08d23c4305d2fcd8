/** The corpus of exchange-level vectors: what it consists of, its files, and what guards them. */
package org.yett.vectors.corpus;
