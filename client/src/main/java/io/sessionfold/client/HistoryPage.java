package io.sessionfold.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a session's history, in order of position.
 *
 * @param cursor what the next page begins behind; null on the last one
 * @param from the first event that the index has seen, such as {@code sessionfold.events-3@0}
 * @param to the position up to which everything is decided and in the answer
 */
public record HistoryPage(
        List<Transition> transitions, @Nullable String cursor, String from, String to) {

    static final String FROM = "Sessionfold-History-From";
    static final String TO = "Sessionfold-History-To";

    public HistoryPage {
        transitions = List.copyOf(transitions);
    }

    static HistoryPage of(Answer answer) {
        JsonNode json = answer.json();
        if (!json.path("transitions").isArray()) {
            throw new UnexpectedAnswerException("Expected a history, but there was none", null);
        }
        List<Transition> transitions = new ArrayList<>();
        json.path("transitions").forEach(transition -> transitions.add(Transition.of(transition)));
        return new HistoryPage(
                transitions,
                json.path("cursor").textValue(),
                answer.header(FROM).orElse(""),
                answer.header(TO).orElse(""));
    }
}
