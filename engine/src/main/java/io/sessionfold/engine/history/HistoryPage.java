package io.sessionfold.engine.history;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.sessionfold.engine.query.Source;

/**
 * A page of a session's history, in order of position.
 *
 * @param transitions as they are shown, see {@link Transitions}
 * @param next the offset behind which there is more; -1 if there is none
 * @param last the offset of the last event of the page, or of the page before; -1 if there is none
 */
public record HistoryPage(ArrayNode transitions, long next, long last, Reach reach, Source source) {

    HistoryPage from(Source answered) {
        return new HistoryPage(transitions, next, last, reach, answered);
    }
}
