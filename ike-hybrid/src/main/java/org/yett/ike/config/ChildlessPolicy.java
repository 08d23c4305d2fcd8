package org.yett.ike.config;

/**
 * Whether an IKE SA may begin without a Child SA (RFC 6023): swanctl's {@code childless}, in its
 * words.
 */
public enum ChildlessPolicy {
  /** As responder accepted; as initiator only if there is no child to begin with. The default. */
  ALLOW,
  /** As responder accepted; as initiator done whenever the responder supports it. */
  PREFER,
  /** In both roles nothing else is accepted. */
  FORCE,
  /** Neither accepted nor done, and not announced. */
  NEVER;

  /** Whether a responder announces and accepts it. */
  public boolean accepted() {
    return this != NEVER;
  }
}
