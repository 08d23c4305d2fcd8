package org.yett.gateway.capture;

/**
 * An interface on which packets were captured.
 *
 * @param name for example {@code eth0}; may be empty
 * @param linkType what frames begin with
 * @param description for a reader; may be empty
 */
public record CaptureInterface(String name, LinkType linkType, String description) {}
