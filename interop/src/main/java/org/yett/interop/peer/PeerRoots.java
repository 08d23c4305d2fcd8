package org.yett.interop.peer;

import java.util.Optional;

/**
 * The root filesystems of a run.
 *
 * @param strongSwan always there: its tools capture and drive
 * @param libreswan there if it is asked for
 */
public record PeerRoots(DebianRoot strongSwan, Optional<DebianRoot> libreswan) {}
