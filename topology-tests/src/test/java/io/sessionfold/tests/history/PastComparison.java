package io.sessionfold.tests.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.contract.SessionRow;
import io.sessionfold.engine.history.HistoryPage;
import io.sessionfold.engine.history.HistoryQuery;
import io.sessionfold.engine.history.HistoryWish;
import io.sessionfold.engine.history.PastRow;
import io.sessionfold.engine.history.PastRow.Standing;
import io.sessionfold.engine.history.PastWish;
import io.sessionfold.engine.query.QueryResult;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.json.RecordJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;

/** Holds what the index answers against what a replay says. */
final class PastComparison {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int PAGE = 7;

    private final HistoryQuery history;
    private final ReplayedPast past;

    PastComparison(HistoryQuery history, ReplayedPast past) {
        this.history = history;
        this.past = past;
    }

    /** At every position, at every time, and event by event. */
    void holdsEverywhere() {
        holds(1);
    }

    /** The same, at every n-th position: what the index answers does not depend on who asks. */
    void holds(int every) {
        for (SessionKey key : past.keys()) {
            holdsAtPositions(key, every);
            holdsAtEveryTime(key);
            holdsForTheHistory(key);
        }
    }

    private void holdsAtPositions(SessionKey key, int every) {
        for (long offset = 0; offset < past.end(key); offset += every) {
            PastWish wish = PastWish.at(offset, null, PATIENCE);
            same(key, offset, ask(() -> history.asOf(key, wish)));
        }
    }

    private void holdsAtEveryTime(SessionKey key) {
        for (long timeMs : past.times(key)) {
            for (long near : List.of(timeMs - 1, timeMs)) {
                PastWish wish = PastWish.atTime(near, null, PATIENCE);
                same(key, past.offsetAt(key, near), ask(() -> history.asOf(key, wish)));
            }
        }
    }

    /** Compares an answer with the row of a replay up to an offset. */
    void same(SessionKey key, long offset, QueryResult<PastRow> answer) {
        String at = key + " at " + offset;
        SessionRow expected = past.row(key, offset);
        if (!past.wasEverShown(key)) {
            assertThat(answer).as(at).isInstanceOf(QueryResult.NotFound.class);
            return;
        }
        assertThat(answer).as(at).isInstanceOf(QueryResult.Found.class);
        PastRow row = ((QueryResult.Found<PastRow>) answer).value();
        if (expected == null) {
            assertThat(row.standing()).as(at).isEqualTo(Standing.ABSENT);
        } else if (expected.getDeleted()) {
            assertThat(row.standing()).as(at).isEqualTo(Standing.DELETED);
            assertThat(row.offset()).as(at).isEqualTo(expected.getPosition().getOffset());
        } else {
            assertThat(row.standing()).as(at).isEqualTo(Standing.PRESENT);
            assertThat(RecordJson.parse(String.valueOf(row.row()))).as(at).isEqualTo(ReplayedPast.json(expected));
            assertThat(row.reach().to()).as(at).isGreaterThanOrEqualTo(offset);
        }
    }

    private void holdsForTheHistory(SessionKey key) {
        List<JsonNode> shown = new ArrayList<>();
        long after = -1;
        do {
            HistoryWish wish = new HistoryWish(after, PAGE, past.end(key) - 1, null, PATIENCE);
            QueryResult<HistoryPage> answer = ask(() -> history.history(key, wish));
            if (!past.wasEverShown(key)) {
                assertThat(answer).as(key.toString()).isInstanceOf(QueryResult.NotFound.class);
                return;
            }
            assertThat(answer).as(key.toString()).isInstanceOf(QueryResult.Found.class);
            HistoryPage page = ((QueryResult.Found<HistoryPage>) answer).value();
            assertThat(page.transitions().size()).isLessThanOrEqualTo(PAGE);
            // The timer goes on writing behind what was replayed.
            RecordJson.parse(page.transitions().toString()).forEach(transition -> {
                if (transition.path("position").path("offset").asLong() < past.end(key)) {
                    shown.add(transition);
                }
            });
            after = page.next();
        } while (after >= 0);
        List<ReplayedPast.Step> steps = past.steps(key);
        assertThat(shown).as("events of " + key).hasSize(steps.size());
        for (int n = 0; n < shown.size(); n++) {
            same(key, steps.get(n), shown.get(n));
        }
    }

    private void same(SessionKey key, ReplayedPast.Step step, JsonNode shown) {
        String at = key + " at " + step.offset + ": " + shown;
        assertThat(shown.path("position").path("offset").asLong()).as(at).isEqualTo(step.offset);
        assertThat(shown.path("event").path("eventId").asText()).as(at).isEqualTo(step.eventId);
        assertThat(shown.path("event").path("type").asText()).as(at).isEqualTo(step.type);
        assertThat(shown.path("refusal").path("reason").asText(""))
                .as(at)
                .isEqualTo(step.refusal == null ? "" : step.refusal);
        assertThat(shown.path("outcome").asText()).as(at).isEqualTo(outcome(step));
        assertThat(shown.path("changes")).as(at).hasSize(step.rows.size());
        SessionRow before = past.row(key, step.offset - 1);
        for (int n = 0; n < step.rows.size(); n++) {
            SessionRow row = step.rows.get(n);
            JsonNode change = shown.path("changes").get(n);
            assertThat(change.path("stateVersion").asLong()).as(at).isEqualTo(row.getStateVersion());
            change.path("fields")
                    .forEach(field -> assertThat(field.path("after"))
                            .as(at)
                            .isEqualTo(ReplayedPast.json(row)
                                    .path(field.path("field").asText())));
            if (before != null && !before.getDeleted()) {
                JsonNode was = ReplayedPast.json(before);
                assertThat(change.path("fields").size()).as(at).isPositive();
                change.path("fields")
                        .forEach(field -> assertThat(field.path("before"))
                                .as(at)
                                .isEqualTo(was.path(field.path("field").asText())));
            }
            before = row;
        }
    }

    private static String outcome(ReplayedPast.Step step) {
        if (!step.rows.isEmpty()) {
            return "changed";
        }
        if (step.refusal != null) {
            return "refused";
        }
        return step.isHeld ? "held" : step.type.isEmpty() ? "dead-lettered" : "unchanged";
    }

    /** Asks until there is an answer: a partition may be on its way, or its index be made. */
    static <T> QueryResult<T> ask(java.util.concurrent.Callable<QueryResult<T>> question) {
        AtomicReference<QueryResult<T>> answer = new AtomicReference<>();
        Awaitility.await("an answer about the past")
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .until(() -> {
                    answer.set(question.call());
                    return !(answer.get() instanceof QueryResult.NotReady<T>);
                });
        return Objects.requireNonNull(answer.get(), "an answer was awaited");
    }
}
