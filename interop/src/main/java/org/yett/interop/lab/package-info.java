/** Hosts and links of the laboratory's own: namespaces, veth, capture, and their end. */
package org.yett.interop.lab;
