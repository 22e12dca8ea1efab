package io.sessionfold.tests.verify;

import static io.sessionfold.tests.dsl.SessionWords.sessionDeleted;
import static io.sessionfold.tests.dsl.Words.session;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.engine.codec.RowCodec;
import io.sessionfold.engine.replay.MemoryTable;
import io.sessionfold.engine.replay.PartitionFold;
import io.sessionfold.engine.replay.Scope;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.session.PublicRow;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.engine.verify.Finding;
import io.sessionfold.engine.verify.Kind;
import io.sessionfold.engine.verify.Report;
import io.sessionfold.engine.verify.ServedList;
import io.sessionfold.engine.verify.ServedRow;
import io.sessionfold.json.RecordJson;
import io.sessionfold.tests.replay.MemoryLogs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An engine that serves other rows than follow from the log. */
final class ServedRowsTest {

    private static final TopicPartition EVENTS = new TopicPartition(Topics.EVENTS, 0);

    private static final RecordedEngine ENGINE = new RecordedEngine();

    /** Where the log ended when the rows were asked for; more was folded since. */
    private static long asked;

    private final MemoryLogs logs = ENGINE.logs();
    private final List<ServedRow> rows = rows(asked);

    @BeforeAll
    static void play() {
        HonestTraffic.play(ENGINE);
        asked = ENGINE.span(Topics.EVENTS).to();
        ENGINE.write("s-1", sessionDeleted());
        ENGINE.write("s-8", session("s-8"));
        HonestTraffic.turn(ENGINE, "s-2", "r-9");
    }

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    @Test
    @DisplayName("INV-44: the rows that an honest engine serves follow from the log, whatever it folds afterwards")
    void honestRowsHold() {
        assertThat(rows).as("there are rows, of sessions in all states").hasSizeGreaterThan(3);
        Report report = verified();
        assertThat(report.findings()).isEmpty();
        assertThat(report.compared().same()).containsEntry("served rows", (long) rows.size());
    }

    @Test
    @DisplayName("INV-44: a row that the engine leaves out is missed")
    void aRowThatIsLeftOutIsMissed() {
        ServedRow gone = take("acme/s-2");

        Finding finding = only(Kind.ROW_MISSING);
        assertThat(finding.session()).isEqualTo("acme/s-2");
        assertThat(finding.event()).isEqualTo(gone.position());
        assertThat(finding.expected()).contains("folded up to offset " + (asked - 1));
    }

    @Test
    @DisplayName("INV-44: an engine that serves no row at all is missed all of its rows")
    void anEmptyListIsMissedAllOfIt() {
        long there =
                rows.stream().filter(row -> !row.recordKey().equals("acme/s-1")).count();
        rows.clear();
        assertThat(verified().counts()).isEqualTo(Map.of(Kind.ROW_MISSING, there));
    }

    @Test
    @DisplayName("INV-26: a row of a session that was deleted meanwhile, or was created after it, is not missed")
    void whatCameAndWentMeanwhileIsNotMissed() {
        take("acme/s-1");
        assertThat(verified().findings()).isEmpty();
    }

    @Test
    @DisplayName("INV-44: a served row that differs is found, with the field")
    void aRowThatDiffersIsFound() {
        ServedRow row = take("acme/s-2");
        ObjectNode changed = row.json().deepCopy();
        changed.put("ownerUserId", "eve");
        rows.add(new ServedRow(row.recordKey(), row.position(), changed));

        Finding finding = only(Kind.ROW_DIFFERS);
        assertThat(finding.session()).isEqualTo("acme/s-2");
        assertThat(finding.event()).isEqualTo(row.position());
        assertThat(finding.expected()).contains("ownerUserId \"ada\"");
        assertThat(finding.actual()).contains("ownerUserId \"eve\"");
    }

    @Test
    @DisplayName("INV-44: a row from before the position that the list names is found, though it was right once")
    void anOldRowIsFound() {
        ServedRow row = take("acme/s-2");
        ServedRow old = rows(row.position().offset()).stream()
                .filter(earlier -> earlier.recordKey().equals("acme/s-2"))
                .findFirst()
                .orElseThrow();
        rows.add(old);

        Finding finding = only(Kind.ROW_DIFFERS);
        assertThat(finding.expected()).contains("at offset " + row.position().offset());
        assertThat(finding.actual()).contains("offset " + old.position().offset());
    }

    @Test
    @DisplayName("INV-44: a row too many is found: an invented one, a second one, one beyond the log, one elsewhere")
    void aRowTooManyIsFound() {
        ServedRow real = take("acme/s-2");
        rows.add(real);
        rows.add(real);
        rows.add(new ServedRow("acme/s-99", real.position(), real.json()));
        rows.add(new ServedRow("acme/s-98", new Position(Topics.EVENTS, 0, 1_000_000), real.json()));
        rows.add(new ServedRow("acme/s-97", new Position(Topics.EVENTS, 7, 0), real.json()));
        rows.add(new ServedRow("other/s-1", real.position(), real.json()));

        Report report = verified();
        assertThat(report.counts()).isEqualTo(Map.of(Kind.ROW_UNEXPECTED, 5L));
        assertThat(report.findings())
                .extracting(Finding::session)
                .containsExactlyInAnyOrder("acme/s-2", "acme/s-99", "acme/s-98", "acme/s-97", "other/s-1");
    }

    @Test
    @DisplayName("INV-26: a row of a session that was never created is one too many")
    void aRowOfAProvisionalSessionIsFound() {
        ServedRow real = rows.get(0);
        long heartbeat = logs.list(EVENTS).stream()
                .filter(record -> Arrays.equals("acme/s-7".getBytes(UTF_8), record.key()))
                .findFirst()
                .orElseThrow()
                .offset();
        rows.add(new ServedRow("acme/s-7", new Position(Topics.EVENTS, 0, heartbeat), real.json()));

        assertThat(only(Kind.ROW_UNEXPECTED).expected()).contains("no row");
    }

    @Test
    @DisplayName("INV-44: of one session nothing but its own row is asked for")
    void oneSessionsRowIsMissedAlone() {
        Scope one = Scope.session(SessionKey.parse("acme/s-2").orElseThrow());
        rows.clear();
        Report report = Verified.served(logs, ENGINE.schemas(), one, list());
        assertThat(report.findings())
                .singleElement()
                .extracting(Finding::session)
                .isEqualTo("acme/s-2");
    }

    private Finding only(Kind kind) {
        Report report = verified();
        assertThat(report.counts()).as(report.findings().toString()).isEqualTo(Map.of(kind, 1L));
        return report.findings().get(0);
    }

    private Report verified() {
        return Verified.served(logs, ENGINE.schemas(), Scope.ALL, list());
    }

    private ServedList list() {
        return new ServedList("acme", rows, new TreeMap<>(Map.of(0, asked - 1)));
    }

    private ServedRow take(String recordKey) {
        ServedRow row = rows.stream()
                .filter(one -> one.recordKey().equals(recordKey))
                .findFirst()
                .orElseThrow();
        rows.remove(row);
        return row;
    }

    private static ObjectNode overTheWire(PublicRow row) {
        return (ObjectNode)
                RecordJson.parse(RecordJson.toJson(RowCodec.write(row)).toString());
    }

    /** The rows that an honest engine serves when it has folded everything before an offset. */
    private static List<ServedRow> rows(long before) {
        PartitionFold fold = new PartitionFold(FoldVersions.KNOWN, ENGINE.schemas(), 1, new MemoryTable());
        for (ConsumerRecord<byte[], byte[]> record : ENGINE.logs().list(EVENTS)) {
            if (record.offset() < before) {
                fold.feed(record);
            }
        }
        List<ServedRow> rows = new ArrayList<>();
        fold.table().forEach((key, state) -> {
            if (state.session() != null) {
                PublicRow.of(state.session())
                        .ifPresent(row -> rows.add(
                                new ServedRow(key.recordKey(), row.progress().position(), overTheWire(row))));
            }
        });
        return rows;
    }
}
