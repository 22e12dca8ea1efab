package io.sessionfold.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.sessionfold.contract.ApplicationEvent;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.engine.app.Engine;
import io.sessionfold.engine.app.EngineQueries;
import io.sessionfold.engine.codec.RowCodec;
import io.sessionfold.engine.query.QueryResult;
import io.sessionfold.engine.query.ReadWish;
import io.sessionfold.engine.query.SessionRead;
import io.sessionfold.engine.session.PublicRow;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.store.ProgressCounts.Count;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.json.RecordJson;
import io.sessionfold.tests.faults.EngineCluster;
import io.sessionfold.tests.faults.EngineCounts;
import io.sessionfold.tests.faults.LiveStates;
import io.sessionfold.wire.RecordWriter;
import io.sessionfold.wire.Registry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A producer on librdkafka, which places keys by CRC32, and a reader of every output, both in Python. */
final class OtherLanguageTest {

    private static final int SESSIONS = ForeignTraffic.TENANTS.size() * ForeignTraffic.SESSIONS.size();

    @TempDir
    private static Path folder;

    private static final ForeignTraffic TRAFFIC = new ForeignTraffic();

    private static EngineCluster cluster;
    private static Engine engine;
    private static EngineQueries queries;
    private static OutputTopics outputs;
    private static List<JsonNode> written;
    private static long strays;

    @BeforeAll
    static void write() {
        assumeTrue(
                Python.isThere(),
                "Expected /usr/bin/python3 with confluent_kafka and avro (Debian: python3-confluent-kafka python3-avro),"
                        + " but they are not there");
        cluster = EngineCluster.start(folder);
        engine = cluster.startEngine("only", Map.of());
        queries = new EngineQueries(engine, cluster.settings("only", Map.of()), InstantSource.system());
        outputs = new OutputTopics(cluster);
        // A schema is registered by whoever writes with it first; here those of the inputs are there already.
        Registry registry = cluster.registry();
        new RecordWriter<>(LifecycleEvent.class, Topics.EVENTS, registry, true).schemaId();
        new RecordWriter<>(ApplicationEvent.class, Topics.APPLICATION_EVENTS, registry, true).schemaId();
        written = new Python(folder)
                .run("write_events.py", TRAFFIC.all(), cluster.bootstrapServers(), cluster.registryUrl());
        strays =
                sessionEvents().filter(event -> home(event) != partition(event)).count();
        outputs.await(Map.of(
                Topics.SESSIONS_CHANGED,
                TRAFFIC.changes(),
                Topics.RUN_OUTCOMES,
                SESSIONS,
                Topics.SESSION_COMMANDS,
                SESSIONS + 1,
                Topics.REJECTED_EVENTS,
                SESSIONS,
                Topics.DEAD_LETTERS,
                1,
                Topics.APPLICATIONS_CHANGED,
                2,
                Topics.WORKER_EVENTS,
                2 * SESSIONS));
    }

    @AfterAll
    static void close() {
        if (queries != null) {
            queries.close();
        }
        if (cluster != null) {
            outputs.close();
            cluster.close();
        }
    }

    @Test
    @DisplayName("INV-48: every record of every output is read in another language as it is here")
    void everyRecordOfEveryOutputIsReadInAnotherLanguageAsItIsHere() {
        String[] arguments = Stream.concat(
                        Stream.of(cluster.bootstrapServers(), cluster.registryUrl()),
                        OutputTopics.TYPES.keySet().stream())
                .toArray(String[]::new);
        List<JsonNode> read = new Python(folder).run("read_topics.py", List.of(), arguments);

        Map<String, JsonNode> there = byPosition(read);
        Map<String, JsonNode> here = byPosition(outputs.all());
        assertThat(there.keySet()).isEqualTo(here.keySet()).hasSize(read.size());
        there.forEach((at, record) -> assertThat(record).as(at).isEqualTo(here.get(at)));
        Map<String, JsonNode> rows = new HashMap<>();
        read.stream()
                .filter(record -> record.get("at").textValue().startsWith(Topics.SESSIONS_CHANGED))
                .forEach(record -> rows.put(record.get("key").textValue(), record.get("value")));
        assertThat(rows).hasSize(SESSIONS);
        assertThat(rows.get(ForeignTraffic.DELETED)).isEqualTo(NullNode.instance);
        rows.forEach((key, row) -> assertThat(row).as(key).isEqualTo(answered(key)));
    }

    @Test
    @DisplayName("INV-37: events that CRC32 put on wrong partitions are folded on the right ones, in order and once")
    void eventsOnWrongPartitionsAreFoldedOnTheRightOnes() throws Exception {
        assertThat(sessionEvents())
                .allSatisfy(event -> assertThat(partition(event)).isEqualTo(crc32(event)));
        assertThat(strays).isPositive().isLessThan(TRAFFIC.sessionEvents());

        long read = TRAFFIC.sessionEvents() + strays + 1;
        ProgressCounts counts = EngineCounts.await(List.of(engine), total -> total.get(Count.READ) == read);
        assertThat(counts.get(Count.REROUTED)).isEqualTo(strays);
        assertThat(counts.get(Count.DEAD_LETTERED)).isEqualTo(1);
        assertThat(counts.get(Count.APPLIED)).isEqualTo(TRAFFIC.sessionEvents() - SESSIONS);
        assertThat(counts.refused()).isEqualTo(SESSIONS);
        assertThat(counts.missing()).as("records not accounted for").isZero();

        assertThat(versions())
                .hasSize(SESSIONS)
                .allSatisfy((key, versions) -> assertThat(versions)
                        .as(key)
                        .containsExactlyElementsOf(IntStream.rangeClosed(1, ForeignTraffic.rows(key))
                                .boxed()
                                .toList()));
        assertThat(outputs.of(Topics.SESSIONS_CHANGED))
                .filteredOn(change -> !change.get("value").isNull())
                .allSatisfy(change -> assertThat(change.get("value")
                                .get("position")
                                .get("partition")
                                .intValue())
                        .isEqualTo(home(change)));
        assertThat(LiveStates.held(List.of(engine))).isEqualTo(LiveStates.replayed(cluster));
    }

    /** Those under the right key. */
    private static Stream<JsonNode> sessionEvents() {
        return written.stream()
                .filter(event -> event.get("topic").textValue().equals(Topics.EVENTS))
                .filter(event -> !event.get("key").textValue().equals(ForeignTraffic.TRICK));
    }

    private static Map<String, JsonNode> byPosition(List<JsonNode> records) {
        return records.stream()
                .collect(Collectors.toMap(record -> record.get("at").textValue(), Function.identity()));
    }

    private static Map<String, List<Integer>> versions() {
        Map<String, List<Integer>> versions = new HashMap<>();
        outputs.of(Topics.SESSIONS_CHANGED).stream()
                .filter(change -> !change.get("value").isNull())
                .forEach(change -> versions.computeIfAbsent(change.get("key").textValue(), key -> new ArrayList<>())
                        .add(change.get("value").get("stateVersion").intValue()));
        return versions;
    }

    private static int partition(JsonNode written) {
        return written.get("partition").intValue();
    }

    private static int home(JsonNode keyed) {
        return BuiltInPartitioner.partitionForKey(key(keyed), EngineCluster.PARTITIONS);
    }

    private static int crc32(JsonNode keyed) {
        CRC32 crc = new CRC32();
        crc.update(key(keyed));
        return (int) (crc.getValue() % EngineCluster.PARTITIONS);
    }

    private static byte[] key(JsonNode keyed) {
        return keyed.get("key").textValue().getBytes(StandardCharsets.UTF_8);
    }

    /** A session's row as a query answers it; null for one that is gone. */
    private static JsonNode answered(String recordKey) {
        QueryResult<PublicRow> row = queries.sessions()
                .read(SessionKey.parse(recordKey).orElseThrow(), ReadWish.ANY)
                .flatMap(SessionRead::row);
        if (row instanceof QueryResult.Found<PublicRow> found) {
            return RecordJson.parse(RecordJson.write(RowCodec.write(found.value())));
        }
        assertThat(row).isInstanceOf(QueryResult.Gone.class);
        return NullNode.instance;
    }
}
