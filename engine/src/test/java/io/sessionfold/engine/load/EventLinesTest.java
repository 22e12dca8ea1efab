package io.sessionfold.engine.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class EventLinesTest {

    private static final String STARTED = """
            {"type":"RunStarted","eventId":"e-7","tenantId":"acme","sessionKey":"chat-1","producerId":"gw-1",\
            "source":"GATEWAY","eventTime":"2026-11-20T10:00:00Z","payload":{"runId":"r-1"}}
            """;

    private static final EventLines.Defaults DEFAULTS =
            new EventLines.Defaults("l", "acme", () -> Instant.parse("2026-11-21T00:00:00Z"));

    @Test
    void whatAnEventLeavesOutIsFilledInAlikeInEveryAttempt() {
        String bare = """
                {"type":"RunStarted","sessionKey":"chat-1","producerId":"gw-1","source":"GATEWAY","payload":{"runId":"r-1"}}
                """;

        List<LoadedEvent> first = read(bare + bare, EventLinesTest::fail);

        assertThat(first).isEqualTo(read(bare + bare, EventLinesTest::fail));
        assertThat(first.get(0).event().getTenantId()).isEqualTo("acme");
        assertThat(first.get(0).event().getEventTime()).isEqualTo("2026-11-21T00:00:00Z");
        assertThat(first.get(0).event().getEventId())
                .isNotEqualTo(first.get(1).event().getEventId());
    }

    @Test
    void anEventsIndexIsItsLine() {
        List<LoadedEvent> events = read("\n" + STARTED + "  \n" + STARTED, EventLinesTest::fail);

        assertThat(events).extracting(LoadedEvent::index).containsExactly(2L, 4L);
        assertThat(events.get(0).recordKey()).isEqualTo("acme/chat-1");
    }

    @Test
    void aBadLineIsNamedWithItsNumberAndField() {
        String wrong = STARTED.replace("\"runId\":\"r-1\"", "\"runId\":7");
        assertThatThrownBy(() -> read(STARTED + wrong, EventLinesTest::fail))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("payload.runId", "(line 2 of f)");
    }

    @Test
    void whatOnlyTheEngineWritesIsNotTaken() {
        String timer = STARTED.replace("\"GATEWAY\"", "\"TIMER\"");
        assertThatThrownBy(() -> read(timer, EventLinesTest::fail)).hasMessageContaining("written by the engine alone");
        String version = """
                {"type":"FoldVersionBegun","sessionKey":"x","producerId":"gw-1","source":"GATEWAY","payload":{"version":2}}
                """;
        assertThatThrownBy(() -> read(version, EventLinesTest::fail))
                .hasMessageContaining("FoldVersionBegun from GATEWAY is written by the engine alone");
        String reserved = STARTED.replace("\"acme\"", "\"sessionfold\"");
        assertThatThrownBy(() -> read(reserved, EventLinesTest::fail))
                .hasMessageContaining("'sessionfold' is the engine's own");
    }

    @Test
    void badLinesThatArePassedOverLeaveTheOthers() {
        List<BadInputException> bad = new ArrayList<>();

        assertThat(read("not json\n" + STARTED, bad::add))
                .extracting(LoadedEvent::index)
                .containsExactly(2L);
        assertThat(bad).hasSize(1);
    }

    private static List<LoadedEvent> read(String text, Consumer<BadInputException> onBad) {
        List<LoadedEvent> events = new ArrayList<>();
        new EventLines(new BufferedReader(new StringReader(text)), "f", DEFAULTS, onBad).forEachRemaining(events::add);
        return events;
    }

    private static void fail(BadInputException bad) {
        throw bad;
    }
}
