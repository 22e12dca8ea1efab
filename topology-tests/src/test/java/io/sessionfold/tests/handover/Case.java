package io.sessionfold.tests.handover;

import io.sessionfold.engine.config.GroupProtocol;

/**
 * One way in which an owner goes.
 *
 * @param standbys how many other instances keep a copy
 * @param isCrash whether it is killed (SIGKILL), or told to stop (SIGTERM)
 */
record Case(GroupProtocol protocol, int standbys, boolean isCrash) {

    @Override
    public String toString() {
        return "%s, %s, %s"
                .formatted(
                        isCrash ? "crash" : "clean stop",
                        protocol.label(),
                        standbys == 0 ? "no standby" : standbys + " standby");
    }
}
