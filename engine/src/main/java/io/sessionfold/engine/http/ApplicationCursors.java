package io.sessionfold.engine.http;

import io.sessionfold.engine.query.Cursor;
import org.jspecify.annotations.Nullable;

/** The cursors of a list of applications, as their callers have them. */
final class ApplicationCursors {

    private ApplicationCursors() {}

    /** The id behind which a page begins; null for the first. One that is none ends the request. */
    static @Nullable String parse(String tenantId, @Nullable String text) {
        if (text == null) {
            return null;
        }
        return Cursor.parse(text)
                .filter(cursor -> cursor.isOfApplications(tenantId))
                .map(Cursor::sessionKey)
                .orElseThrow(() -> new ProblemException(Problem.invalidRequest(
                        "Expected cursor to be one from an earlier answer of this list, but it was not")));
    }

    static @Nullable String text(String tenantId, @Nullable String after) {
        return after == null ? null : Cursor.afterApplication(tenantId, after).text();
    }
}
