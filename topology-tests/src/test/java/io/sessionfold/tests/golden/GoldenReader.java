package io.sessionfold.tests.golden;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.json.RecordJson;
import io.sessionfold.tests.driver.LogEntry;
import io.sessionfold.tests.wire.EventBytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The inputs of a golden file, as they stood in the log. */
final class GoldenReader {

    static final String PLAY = "play";
    static final String FOLD_VERSION = "foldVersion";
    static final String EVENT = "event";
    static final String RECORD_TIME = "recordTime";

    private static final byte[] FINGERPRINT = EventBytes.fingerprintOfContract();

    private GoldenReader() {}

    /** One event, and when it was recorded. */
    record Input(LifecycleEvent event, long recordTimeMs) {}

    /** The inputs of one play, and the fold version that it was recorded in. */
    record Play(int foldVersion, List<Input> inputs) {}

    /** The plays of a file. */
    static List<Play> plays(List<String> lines) {
        List<Play> plays = new ArrayList<>();
        for (String line : lines) {
            JsonNode json = RecordJson.parse(line);
            if (json.has(PLAY)) {
                plays.add(new Play(json.get(FOLD_VERSION).intValue(), new ArrayList<>()));
            } else if (json.has(EVENT)) {
                LifecycleEvent event = RecordJson.fromJson(LifecycleEvent.class, json.get(EVENT));
                long recordTimeMs =
                        Instant.parse(json.get(RECORD_TIME).textValue()).toEpochMilli();
                plays.get(plays.size() - 1).inputs().add(new Input(event, recordTimeMs));
            }
        }
        return plays;
    }

    /** The log of a play that stands alone in its topic. */
    static List<LogEntry> log(Play play) {
        EventBytes bytes = new EventBytes();
        List<LogEntry> log = new ArrayList<>();
        for (Input input : play.inputs()) {
            byte[] framed = bytes.encode(input.event());
            Position at = new Position(Topics.EVENTS, 0, log.size());
            log.add(new LogEntry(bytes.decode(framed, input.recordTimeMs(), at), FINGERPRINT, framed));
        }
        return log;
    }
}
