package io.sessionfold.client.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionfold.contract.DeadlineLapsed;
import io.sessionfold.contract.EventSource;
import io.sessionfold.contract.FoldVersionBegun;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.Liveness;
import io.sessionfold.contract.Position;
import io.sessionfold.contract.RunEnded;
import io.sessionfold.contract.RunStarted;
import io.sessionfold.wire.Registry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Events as they go into Kafka. */
final class SessionEventsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final SessionAddress CHAT = SessionAddress.of("acme", "chat-1");

    /** By Kafka's default partitioner, of 24 partitions; computed apart. */
    private static final int MURMUR2_OF_ACME_CHAT_1 = 1;

    private final Registry registry = Registry.mock("session-events");
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(Producers.cluster(), true, null, new ByteArraySerializer(), new ByteArraySerializer());

    @Test
    void anEventStandsUnderItsKeyOnItsPartitionInItsFrame() {
        Position position = events().send(CHAT, RunPayloads.started("r-1")).join();

        ProducerRecord<byte[], byte[]> record = producer.history().get(0);
        assertThat(record.topic()).isEqualTo("sessionfold.events");
        assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("acme/chat-1");
        assertThat(record.partition()).isEqualTo(MURMUR2_OF_ACME_CHAT_1);
        assertThat(position).isEqualTo(new Position("sessionfold.events", MURMUR2_OF_ACME_CHAT_1, 0L));
        LifecycleEvent event = decoded(record);
        assertThat(event.getTenantId()).isEqualTo("acme");
        assertThat(event.getSessionKey()).isEqualTo("chat-1");
        assertThat(event.getProducerId()).isEqualTo("gw-1");
        assertThat(event.getSource()).isEqualTo(EventSource.GATEWAY);
        assertThat(event.getEventTime()).isEqualTo(NOW);
        assertThat(event.getPayload()).isInstanceOf(RunStarted.class);
    }

    @Test
    @DisplayName("INV-21, INV-25: events are numbered from 1 for each record key, in the epoch of the producer's life")
    void eventsAreNumberedByKey() {
        SessionEvents events = events();
        SessionAddress other = SessionAddress.of("acme", "chat-2");
        send(events, CHAT, CHAT, other, CHAT);

        assertThat(producer.history())
                .extracting(record -> decoded(record).getProducerSequence())
                .containsExactly(1L, 2L, 1L, 3L);
        assertThat(producer.history())
                .extracting(record -> decoded(record).getProducerEpoch())
                .containsOnly(NOW.toEpochMilli());
    }

    @Test
    @DisplayName(
            "INV-21, INV-25: a key whose number was forgotten begins anew in a higher epoch, never at 1 in the same one")
    void aForgottenKeyBeginsInAHigherEpoch() {
        SessionEvents events = SessionEvents.builder("gw-1").epoch(7).keysMax(2).on(producer, registry);
        SessionAddress second = SessionAddress.of("acme", "chat-2");
        SessionAddress third = SessionAddress.of("acme", "chat-3");
        send(events, CHAT, CHAT, second, third, second, CHAT, CHAT);

        assertThat(producer.history())
                .extracting(record -> decoded(record).getSessionKey()
                        + ' '
                        + decoded(record).getProducerEpoch()
                        + '/'
                        + decoded(record).getProducerSequence())
                .containsExactly(
                        "chat-1 7/1",
                        "chat-1 7/2",
                        "chat-2 7/1",
                        "chat-3 7/1",
                        "chat-2 7/2",
                        "chat-1 8/1",
                        "chat-1 8/2");
    }

    @Test
    void anEventThatFailedIsWrittenAgainUnderItsIdWithANewNumber() {
        MockProducer<byte[], byte[]> slow = new MockProducer<>(
                Producers.cluster(), false, null, new ByteArraySerializer(), new ByteArraySerializer());
        SessionEvents events = SessionEvents.builder("gw-1").on(slow, registry);
        NewEvent event = NewEvent.of(CHAT, RunPayloads.ended("r-1"));
        CompletableFuture<Position> first = events.send(event);
        slow.errorNext(new TimeoutException("no answer"));
        assertThatThrownBy(first::join).hasCauseInstanceOf(TimeoutException.class);

        CompletableFuture<Position> again = events.send(event);
        assertThat(slow.completeNext()).isTrue();

        assertThat(again).isCompleted();
        assertThat(slow.history())
                .extracting(record -> decoded(record).getEventId())
                .containsOnly(event.eventId());
        assertThat(slow.history())
                .extracting(record -> decoded(record).getProducerSequence())
                .containsExactly(1L, 2L);
    }

    @Test
    void whatMayNotBeWrittenUsesUpNoNumber() {
        SessionEvents events = events();

        assertThatThrownBy(() -> events.send(CHAT, new DeadlineLapsed()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DeadlineLapsed");
        assertThatThrownBy(() -> events.send(CHAT, new FoldVersionBegun(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("FoldVersionBegun");
        assertThatThrownBy(() -> SessionAddress.of("sessionfold", "chat-1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the engine's own");
        assertThatThrownBy(() -> events.send(CHAT, new RunEnded())).isInstanceOf(RuntimeException.class);
        send(events, CHAT);

        assertThat(decoded(producer.history().get(0)).getProducerSequence()).isEqualTo(1);
    }

    @Test
    void aTransactionWritesAllOrNone() {
        SessionEvents events =
                SessionEvents.builder("gw-1").transactional("gw-1-tx").on(producer, registry);

        events.inTransaction(() -> send(events, CHAT, CHAT));
        assertThat(producer.history()).hasSize(2);
        assertThatThrownBy(() -> events.inTransaction(() -> {
                    send(events, CHAT);
                    throw new IllegalStateException("the gateway changed its mind");
                }))
                .hasMessage("the gateway changed its mind");

        assertThat(producer.history()).hasSize(2);
        assertThat(producer.transactionAborted()).isTrue();
        assertThatThrownBy(() -> send(events, CHAT)).hasMessageContaining("transaction");
        assertThatThrownBy(() -> events().inTransaction(() -> {})).hasMessageContaining("transactional");
    }

    @Test
    void settingsThatTakeBackThePromisesAreRefused() {
        for (Map<String, ?> settings : List.of(
                Map.of("partitioner.class", "org.apache.kafka.clients.producer.RoundRobinPartitioner"),
                Map.of("partitioner.ignore.keys", true),
                Map.of("enable.idempotence", false),
                Map.of("acks", "1"))) {
            assertThatThrownBy(() -> ProducerRules.settings(settings, null))
                    .as("%s", settings)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(settings.keySet().iterator().next());
        }
        assertThat(ProducerRules.settings(Map.of("acks", "all", "linger.ms", 5), "tx"))
                .containsEntry("enable.idempotence", true)
                .containsEntry("linger.ms", 5)
                .containsEntry("transactional.id", "tx");
    }

    @Test
    void keysThatTheContractForbidsAreRefused() {
        for (String key : List.of("", "a/b", "a\u0000b", "a\nb", "x".repeat(513), "\ud800")) {
            assertThatThrownBy(() -> SessionAddress.of("acme", key)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> SessionAddress.of("a/b", "chat-1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SessionEvents.builder("gw-1").source(EventSource.TIMER))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private SessionEvents events() {
        return SessionEvents.builder("gw-1").clock(InstantSource.fixed(NOW)).on(producer, registry);
    }

    private static void send(SessionEvents events, SessionAddress... sessions) {
        for (SessionAddress session : sessions) {
            assertThat(events.send(session, RunPayloads.progressed("r-1", Liveness.OUTPUT)))
                    .isNotNull();
        }
    }

    private LifecycleEvent decoded(ProducerRecord<byte[], byte[]> record) {
        return Producers.decoded(registry, record);
    }
}
