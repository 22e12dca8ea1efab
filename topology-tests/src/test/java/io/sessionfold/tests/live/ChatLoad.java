package io.sessionfold.tests.live;

import static io.sessionfold.tests.dsl.Words.replyCommitted;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runSettled;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;

import io.sessionfold.contract.EventSource;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.tests.driver.Day;
import io.sessionfold.tests.dsl.Writing;
import java.time.Instant;
import java.util.List;

/** What gateways write: sessions with one turn after another, and each turn's request sent twice. */
final class ChatLoad {

    /** Events of one turn, the repeated request among them. */
    static final int TURN_EVENTS = 7;

    private final EventWriter writer;
    private final String tenantId;
    private final Day day;
    private final int sessions;

    ChatLoad(EventWriter writer, String tenantId, Day day, int sessions) {
        this.writer = writer;
        this.tenantId = tenantId;
        this.day = day;
        this.sessions = sessions;
    }

    /** Writes the creations. */
    void create() {
        for (int number = 0; number < sessions; number++) {
            write(number, session("s-" + number), "created");
        }
    }

    /** Writes one whole turn of every session, the steps of different sessions among each other. */
    void turn(int turn) {
        String run = "r-" + turn;
        List<Writing> steps = List.of(
                runAccepted(run).owing("m-" + turn),
                runStarted(run),
                runAccepted("again-" + turn).withKey("key-" + run),
                runEnded(run),
                replyCommitted(run, "m-" + turn),
                runAccepted("late-" + turn).withKey("key-" + run),
                runSettled(run));
        for (int step = 0; step < steps.size(); step++) {
            for (int number = 0; number < sessions; number++) {
                write(number, steps.get(step), turn + "." + step);
            }
        }
    }

    private void write(int session, Writing event, String name) {
        LifecycleEvent record = LifecycleEvent.newBuilder()
                .setEventId("s-" + session + "/" + name)
                .setTenantId(tenantId)
                .setSessionKey("s-" + session)
                .setProducerId("gw-1")
                .setEventTime(Instant.ofEpochMilli(day.startMs()))
                .setSource(EventSource.GATEWAY)
                .setPayload(event.event().payload().apply(day))
                .build();
        writer.write(record, day.startMs());
    }
}
