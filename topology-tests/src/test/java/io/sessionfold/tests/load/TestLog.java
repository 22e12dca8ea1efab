package io.sessionfold.tests.load;

import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.RunAccepted;
import io.sessionfold.engine.codec.RowCodec;
import io.sessionfold.engine.query.PositionToken;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.tests.driver.LogEntry;
import io.sessionfold.tests.wire.EventBytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A small log on one partition, and answers about it, right or wrong. */
final class TestLog {

    static final Who ADA = new Who(1, "orchid-1", "ada", null);
    static final String KEY = "s-0";

    private static final long FIRST_MS = 1_700_000_000_000L;
    private static final int PARTITION = 2;

    private final EventBytes bytes = new EventBytes();
    private final List<LogEntry> entries = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private long clockNs;

    /** A log in which a session was created, at offset 0. */
    static TestLog withSession() {
        TestLog log = new TestLog();
        log.append(KEY, "created", Gateway.creation(ADA, "ada", true));
        return log;
    }

    static RunAccepted accepted(String run, String key) {
        return Writing.accepted(run, key);
    }

    /** Appends an event at the next offset. */
    TestLog append(String key, String eventId, Object payload) {
        LifecycleEvent event = Gateway.event(ADA, key, eventId, payload);
        byte[] framed = bytes.encode(event);
        Position at = new Position(Topics.EVENTS, PARTITION, entries.size());
        entries.add(new LogEntry(
                bytes.decode(framed, FIRST_MS + entries.size(), at), EventBytes.fingerprintOfContract(), framed));
        return this;
    }

    List<LogEntry> entries() {
        return entries;
    }

    FoldedLog folded() {
        return FoldedLog.of(entries);
    }

    /** The row as it stands behind an offset, in JSON. */
    String row(String key, long offset) {
        return folded().at(new SessionKey(ADA.tenantId(), key), offset)
                .flatMap(Decided::row)
                .map(RowCodec::write)
                .map(Json::of)
                .orElseThrow()
                .toString();
    }

    /** Somebody asked, after everybody else, and was answered. */
    TestLog answer(Ask ask, int status, long reached, String body) {
        return answer(ADA, ask, status, reached, null, body);
    }

    TestLog answer(Who who, Ask ask, int status, long reached, @Nullable Long stalenessMs, String body) {
        String token = reached == Answer.NOWHERE
                ? null
                : PositionToken.of(new Position(Topics.EVENTS, PARTITION, reached))
                        .text();
        answers.add(new Answer(who, ask, "one", clockNs++, clockNs++, status, token, null, stalenessMs, body));
        return this;
    }

    /** What is wrong with that. */
    Violations checked(Check check) {
        Violations violations = new Violations();
        check.check(folded(), answers, violations);
        return violations;
    }
}
