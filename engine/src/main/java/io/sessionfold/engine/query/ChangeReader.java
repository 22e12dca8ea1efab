package io.sessionfold.engine.query;

import io.sessionfold.engine.topology.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one reader of sessions-changed in this process, from now on: hands each change to whoever follows its tenant. If
 * Kafka fails it, it ends, and all who follow are cut.
 */
final class ChangeReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeReader.class);

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final ChangeRecords records;
    private final Map<String, List<LiveChanges>> followers = new HashMap<>();
    private final Thread thread;
    private SortedMap<Integer, Long> next;
    private boolean ended;

    private ChangeReader(Consumer<byte[], byte[]> consumer, ChangeRecords records) {
        this.consumer = consumer;
        this.records = records;
        List<TopicPartition> partitions = KafkaChangeFeeds.partitions(consumer.partitionsFor(Topics.SESSIONS_CHANGED));
        consumer.assign(partitions);
        consumer.endOffsets(partitions).forEach(consumer::seek);
        this.next = positions();
        this.thread = new Thread(this::read, "changes");
        thread.setDaemon(true);
    }

    /**
     * Begins to read at the end of the topic.
     *
     * @param consumer of its own; it reads committed records and resets no offset by itself
     */
    static ChangeReader start(Consumer<byte[], byte[]> consumer, ChangeRecords records) {
        ChangeReader reader = new ChangeReader(consumer, records);
        reader.thread.start();
        return reader;
    }

    /** What comes to a tenant from now on; cut at once if this reader has ended. */
    synchronized LiveChanges follow(String tenantId) {
        LiveChanges changes = new LiveChanges(next);
        if (ended) {
            changes.cut();
        } else {
            followers.computeIfAbsent(tenantId, id -> new ArrayList<>()).add(changes);
        }
        return changes;
    }

    synchronized void leave(String tenantId, LiveChanges changes) {
        followers.computeIfPresent(tenantId, (id, all) -> {
            all.remove(changes);
            return all.isEmpty() ? null : all;
        });
    }

    synchronized boolean hasEnded() {
        return ended;
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join(CLOSE_PATIENCE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (consumer) {
            while (true) {
                tell(consumer.poll(POLL));
            }
        } catch (WakeupException closed) {
            LOG.debug("The changes are read no more");
        } catch (KafkaException e) {
            LOG.warn("The changes cannot be read; their readers have to come again", e);
        } finally {
            end();
        }
    }

    private synchronized void tell(ConsumerRecords<byte[], byte[]> polled) {
        next = positions();
        Map<String, List<LoggedChange>> byTenant = new HashMap<>();
        polled.forEach(record -> records.read(record, followers::containsKey)
                .ifPresent(change -> byTenant.computeIfAbsent(change.key().tenantId(), id -> new ArrayList<>())
                        .add(change)));
        followers.forEach((tenantId, all) -> {
            List<LoggedChange> changes = byTenant.getOrDefault(tenantId, List.of());
            all.forEach(each -> each.tell(changes, next));
        });
    }

    private synchronized void end() {
        ended = true;
        followers.values().forEach(all -> all.forEach(LiveChanges::cut));
        followers.clear();
    }

    private SortedMap<Integer, Long> positions() {
        SortedMap<Integer, Long> positions = new TreeMap<>();
        consumer.assignment().forEach(partition -> positions.put(partition.partition(), consumer.position(partition)));
        return Collections.unmodifiableSortedMap(positions);
    }
}
