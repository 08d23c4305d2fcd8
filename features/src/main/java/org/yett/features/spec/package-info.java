/** The command {@code yett spec}: the ledger of clauses, what proves them, and the report on it. */
package org.yett.features.spec;
