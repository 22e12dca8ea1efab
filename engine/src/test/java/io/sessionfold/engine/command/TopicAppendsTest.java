package io.sessionfold.engine.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.contract.ApplicationEvent;
import io.sessionfold.contract.ApplicationInstallRequested;
import io.sessionfold.engine.session.Position;
import io.sessionfold.wire.RecordWriter;
import io.sessionfold.wire.Registry;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** What an append says of where its record is. */
class TopicAppendsTest {

    private static final String TOPIC = "sessionfold.application-events";
    private static final String KEY = "acme/vscode";

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final TopicAppends<ApplicationEvent> appends = new TopicAppends<>(producer, TOPIC, writer());

    @Test
    void anAcknowledgedRecordHasItsPosition() {
        CompletableFuture<Appended> answer = appends.append(KEY, event("a"));

        assertThat(answer).isNotDone();
        assertThat(producer.completeNext()).isTrue();
        assertThat(answer.join()).isEqualTo(new Appended.At(new Position(TOPIC, 0, 0)));
        assertThat(producer.history().get(0).key()).asString().isEqualTo(KEY);
    }

    @Test
    void aRecordThatIsTooLargeIsNotSent() {
        assertThat(appends.append(KEY, event("x".repeat(ProducerSettings.RECORD_BYTES_MAX)))
                        .join())
                .isInstanceOf(Appended.TooLarge.class);
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void whatTheSendingThreadGivesUpOnMayHaveBeenWritten() throws Exception {
        CompletableFuture<Appended> answer = appends.append(KEY, event("a"));
        onAnotherThread(() -> producer.errorNext(new TimeoutException("no answer")));

        assertThat(answer.join()).isInstanceOf(Appended.PerhapsWritten.class);
    }

    @Test
    void whatTheBrokerRefusesIsNotWritten() throws Exception {
        CompletableFuture<Appended> answer = appends.append(KEY, event("a"));
        onAnotherThread(() -> producer.errorNext(new RecordTooLargeException("the topic takes less")));

        assertThat(answer.join()).isInstanceOf(Appended.NotWritten.class);
    }

    @Test
    void whatFailsBeforeItIsHandedOverIsNotWritten() {
        producer.sendException = new TimeoutException("no room");

        assertThat(appends.append(KEY, event("a")).join()).isInstanceOf(Appended.NotWritten.class);
    }

    @Test
    void afterTheEndNothingIsWritten() {
        producer.close();

        assertThat(appends.append(KEY, event("a")).join()).isInstanceOf(Appended.NotWritten.class);
    }

    private static void onAnotherThread(Runnable work) throws InterruptedException {
        Thread thread = new Thread(work);
        thread.start();
        thread.join();
    }

    private static ApplicationEvent event(String name) {
        return new ApplicationEvent(
                "e-1", "acme", "vscode", Instant.EPOCH, new ApplicationInstallRequested(null, name, null, null));
    }

    private static RecordWriter<ApplicationEvent> writer() {
        Registry registry = Registry.mock("appends-" + UUID.randomUUID());
        return new RecordWriter<>(ApplicationEvent.class, TOPIC, registry, true);
    }
}
