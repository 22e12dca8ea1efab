package io.sessionfold.tests.load;

import io.sessionfold.engine.session.PublicRow;
import org.jspecify.annotations.Nullable;

/** Which sessions a list or a count asks for; null is any. */
record Wanted(
        @Nullable String owner,
        @Nullable String kind,
        @Nullable Boolean active) {

    /** Whether a row is asked for. */
    boolean matches(PublicRow row) {
        return (owner == null || owner.equals(row.body().ownerUserId()))
                && (kind == null || kind.equals(row.body().kind()))
                && (active == null || active == row.hasActiveRun());
    }

    /** Whether a session that matches once matches for as long as it exists. */
    boolean isForGood() {
        return active == null;
    }

    /** The query parameters, each with its ampersand behind it. */
    String query() {
        return (owner == null ? "" : "owner=" + owner + "&")
                + (kind == null ? "" : "kind=" + kind + "&")
                + (active == null ? "" : "active=" + active + "&");
    }
}
