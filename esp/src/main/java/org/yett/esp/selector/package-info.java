/** Traffic selectors and what packets they match (RFC 4301 4.4.1.1, RFC 7296 3.13). */
package org.yett.esp.selector;
