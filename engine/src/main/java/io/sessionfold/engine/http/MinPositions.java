package io.sessionfold.engine.http;

import io.javalin.http.Context;
import io.sessionfold.engine.query.LogIdentity;
import io.sessionfold.engine.query.PositionToken;
import java.util.Collections;
import java.util.SortedMap;

/** The position that a request wants to have been reached: {@code Sessionfold-Min-Position}. */
final class MinPositions {

    static final String HEADER = "Sessionfold-Min-Position";

    private MinPositions() {}

    /**
     * Per partition, the offset that has to be folded; none if the request names none. What is no token ends the request,
     * and so does a token of another log, which is never reached here.
     */
    static SortedMap<Integer, Long> of(Context context, LogIdentity log) {
        String text = context.header(HEADER);
        if (text == null) {
            return Collections.emptySortedMap();
        }
        PositionToken token = PositionToken.parse(text)
                .orElseThrow(() -> new ProblemException(Problem.invalidRequest(
                        "Expected " + HEADER + " to be a position from an earlier answer, but it was not")));
        if (!log.takes(token.log())) {
            throw new ProblemException(Problem.versionNotReached("That position is of another log"));
        }
        return token.events();
    }
}
