/**
 * The IANA registries of IKEv2 and what it borrows from others, as open value types: every number
 * that fits its field is a value, and those that are assigned have a constant and a name. Source:
 * the IANA registry "Internet Key Exchange Version 2 (IKEv2) Parameters" and the documents cited at
 * each constant.
 */
package org.yett.spec.iana;
