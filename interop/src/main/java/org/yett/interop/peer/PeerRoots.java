package org.yett.interop.peer;

import java.util.Optional;

/**
 * The root filesystems of a run.
 *
 * @param strongSwan always there: its tools capture and drive
 * @param guest strongSwan with a kernel of its own, there if it is asked for
 * @param libreswan there if it is asked for
 */
public record PeerRoots(
    DebianRoot strongSwan, Optional<DebianRoot> guest, Optional<DebianRoot> libreswan) {}
