package io.sessionfold.tests.dsl;

import io.sessionfold.contract.FoldVersionBegun;
import io.sessionfold.engine.session.VersionFold;

/** What happens to a partition instead of a session. */
public final class VersionWords {

    private VersionWords() {}

    /** Another fold version begins, on the partition of a key that is no session's. */
    public static EventToWrite foldVersionBegun(int version) {
        return foldVersionNamed(version).tenant(VersionFold.TENANT).session("fold-version");
    }

    /** The same event as if it were of a session. */
    public static EventToWrite foldVersionNamed(int version) {
        return EventToWrite.of("foldVersionNamed(" + version + ")", null, day -> new FoldVersionBegun(version));
    }
}
