package org.yett.interop.peer;

import java.util.Optional;

/**
 * The root filesystems of a run.
 *
 * @param strongSwan always there: its tools capture and drive
 * @param guest strongSwan with a kernel of its own, there if it is asked for
 * @param libreswan there if it is asked for: as Debian has it, with the kernel of its guest
 * @param named another libreswan that is to be taken, if one is named
 */
public record PeerRoots(
    DebianRoot strongSwan,
    Optional<DebianRoot> guest,
    Optional<DebianRoot> libreswan,
    Optional<DebianRoot> named) {}
