/**
 * What a feature knows of the implementations that it examines: two ends of IKE, the way between
 * them, and time. Nothing here says whose implementation an end is, or where it runs.
 */
package org.yett.features.subject;
