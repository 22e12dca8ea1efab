package io.sessionfold.tests.checkpoint;

import static io.sessionfold.tests.dsl.SessionWords.heartbeat;
import static io.sessionfold.tests.dsl.SessionWords.sessionDeleted;
import static io.sessionfold.tests.dsl.Words.replyCommitted;
import static io.sessionfold.tests.dsl.Words.runAccepted;
import static io.sessionfold.tests.dsl.Words.runEnded;
import static io.sessionfold.tests.dsl.Words.runSettled;
import static io.sessionfold.tests.dsl.Words.runStarted;
import static io.sessionfold.tests.dsl.Words.session;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.sessionfold.contract.CheckpointRecord;
import io.sessionfold.contract.EventSource;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.engine.checkpoint.CheckpointChoice;
import io.sessionfold.engine.checkpoint.CheckpointOrigin;
import io.sessionfold.engine.checkpoint.CheckpointPlace;
import io.sessionfold.engine.checkpoint.CheckpointStart;
import io.sessionfold.engine.checkpoint.CheckpointWriter;
import io.sessionfold.engine.checkpoint.OutputCursor;
import io.sessionfold.engine.replay.FoldObserver;
import io.sessionfold.engine.replay.MemoryTables;
import io.sessionfold.engine.replay.Replay;
import io.sessionfold.engine.replay.ReplayProgress;
import io.sessionfold.engine.replay.ReplayTables;
import io.sessionfold.engine.replay.Replayed;
import io.sessionfold.engine.replay.ReplayedPartition;
import io.sessionfold.engine.replay.Scope;
import io.sessionfold.engine.replay.StartFrom;
import io.sessionfold.engine.replay.Until;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.store.ParkedValue;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.tests.driver.Day;
import io.sessionfold.tests.dsl.Writing;
import io.sessionfold.tests.replay.MemoryLogs;
import io.sessionfold.wire.ContractClasses;
import io.sessionfold.wire.RecordWriter;
import io.sessionfold.wire.Registry;
import io.sessionfold.wire.WriterSchemas;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A log of two partitions in memory, with sessions of many kinds, of which checkpoints are taken. */
final class CheckpointedLog {

    static final int PARTITIONS = 2;
    static final long CREATED_AT_MS = Day.FIRST.startMs();

    private static final List<String> SESSIONS = List.of("s-1", "s-2", "s-3", "s-4", "t-1", "t-2", "t-5");

    static {
        ContractClasses.trust();
    }

    private final MemoryLogs logs;
    private final Registry registry = Registry.mock("checkpoints-" + UUID.randomUUID());
    private final RecordWriter<LifecycleEvent> events =
            new RecordWriter<>(LifecycleEvent.class, Topics.EVENTS, registry, true);
    private int written;
    private int checkpoints;
    private final NavigableMap<Long, ParkedValue> parked = new TreeMap<>();
    private @Nullable SessionKey setApart;

    CheckpointedLog() {
        logs = new MemoryLogs()
                .topic(Topics.EVENTS, PARTITIONS)
                .topic(Topics.DEAD_LETTERS, PARTITIONS)
                .topic(Topics.CHECKPOINTS, PARTITIONS);
    }

    /** A log with runs, guards, events that are held and then not, a deleted session and garbage, on both partitions. */
    static CheckpointedLog played() {
        CheckpointedLog log = new CheckpointedLog();
        log.write("s-4", heartbeat());
        for (String session : SESSIONS) {
            log.write(session, session(session));
        }
        for (String session : SESSIONS) {
            String run = "r-" + session;
            log.write(session, runAccepted(run).owing("m-" + run).withKey("key-" + run));
            log.write(session, runStarted(run));
            log.append(session, "{}".getBytes(UTF_8));
            log.write("late-" + session, heartbeat());
        }
        for (String session : SESSIONS) {
            String run = "r-" + session;
            log.write(session, runEnded(run));
            log.write(session, replyCommitted(run, "m-" + run));
            log.write(session, runSettled(run));
            log.write("late-" + session, session("late-" + session));
            log.write(session, runAccepted("again-" + run).withKey("key-" + run));
            log.write(session, runAccepted("next-" + run));
        }
        log.write("s-2", sessionDeleted());
        log.write("s-3", heartbeat());
        return log;
    }

    MemoryLogs logs() {
        return logs;
    }

    /** The schemas as whoever begins now finds them. */
    WriterSchemas schemas() {
        return new WriterSchemas(registry, InstantSource.system());
    }

    /** A partition of the events. */
    static TopicPartition events(int partition) {
        return new TopicPartition(Topics.EVENTS, partition);
    }

    /** The end of a partition of the events. */
    long end(int partition) {
        return logs.span(events(partition)).to();
    }

    /** Says where a checkpoint comes from. */
    CheckpointOrigin origin(String id) {
        return new CheckpointOrigin(
                id,
                logs.identity(Topics.EVENTS),
                PARTITIONS,
                CheckpointWriter.stateForm(),
                CREATED_AT_MS + ++checkpoints,
                null,
                "0.1.0");
    }

    /** Writes a checkpoint of everything before these offsets, by partition. */
    void checkpoint(String id, long... before) {
        checkpoint(origin(id), before);
    }

    /** Writes a checkpoint that says of itself what it is told. */
    void checkpoint(CheckpointOrigin origin, long... before) {
        checkpoint(origin, place -> place, before);
    }

    /** Writes a checkpoint that says of its places what it is told. */
    void checkpoint(CheckpointOrigin origin, UnaryOperator<CheckpointPlace> change, long... before) {
        TreeMap<Integer, Long> positions = new TreeMap<>();
        IntStream.range(0, before.length)
                .filter(partition -> before[partition] > 0)
                .forEach(partition -> positions.put(partition, before[partition] - 1));
        ReplayTables tables = new MemoryTables();
        Replayed replayed = replay(tables, StartFrom.BEGINNING, new Until.Positions(positions), Scope.ALL);
        try (MockProducer<byte[], byte[]> producer = new MockProducer<>(
                true, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer())) {
            CheckpointWriter writer = writer(producer);
            for (ReplayedPartition one : replayed.partitions()) {
                TopicPartition partition = one.stretch().partition();
                CheckpointPlace place = new CheckpointPlace(
                        partition,
                        one.stretch().to(),
                        FoldVersions.FIRST,
                        one.counts(),
                        List.of(new OutputCursor(Topics.SESSIONS_CHANGED, Topics.EVENTS, 7)));
                if (setApart != null && partition(setApart.sessionKey()) == partition.partition()) {
                    tables.table(partition.partition()).park(setApart, parked);
                }
                writer.write(origin, change.apply(place), tables.table(partition.partition()));
            }
            producer.history().forEach(this::keep);
        }
    }

    /** Says that an event of a session is parked, whenever a checkpoint is written from now on. */
    void park(String session, long offset, byte[] framed) {
        setApart = new SessionKey("acme", session);
        parked.put(offset, new ParkedValue(CREATED_AT_MS, framed));
    }

    CheckpointWriter writer(Producer<byte[], byte[]> producer) {
        return new CheckpointWriter(
                producer,
                Topics.CHECKPOINTS,
                new RecordWriter<>(CheckpointRecord.class, Topics.CHECKPOINTS, registry, true));
    }

    /** Replays from what was chosen. */
    Replayed replay(ReplayTables tables, StartFrom start, Until until, Scope scope) {
        return new Replay(logs, FoldVersions.KNOWN, schemas(), tables, start, 1)
                .run(until, scope, FoldObserver.BLIND, new ReplayProgress());
    }

    CheckpointStart start(CheckpointChoice choice) {
        return start(choice, Scope.ALL);
    }

    CheckpointStart start(CheckpointChoice choice, Scope scope) {
        return new CheckpointStart(choice, logs, schemas(), FoldVersions.KNOWN, scope);
    }

    static int partition(String session) {
        return BuiltInPartitioner.partitionForKey(key(session), PARTITIONS);
    }

    long write(String session, Writing writing) {
        written++;
        return append(
                session,
                events.write(LifecycleEvent.newBuilder()
                        .setEventId("e-" + written)
                        .setTenantId("acme")
                        .setSessionKey(session)
                        .setProducerId("gw-1")
                        .setEventTime(Instant.ofEpochMilli(CREATED_AT_MS + written))
                        .setSource(EventSource.GATEWAY)
                        .setPayload(writing.event().payload().apply(Day.FIRST))
                        .build()));
    }

    private long append(String session, byte[] value) {
        return logs.append(Topics.EVENTS, partition(session), CREATED_AT_MS + written, key(session), value);
    }

    private void keep(ProducerRecord<byte[], byte[]> sent) {
        logs.append(sent.topic(), sent.partition(), CREATED_AT_MS, sent.key(), sent.value());
    }

    private static byte[] key(String session) {
        return ("acme/" + session).getBytes(UTF_8);
    }
}
