package io.sessionfold.engine.log;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics of a Kafka cluster. One consumer answers questions, and each cursor has one of its own. */
public final class KafkaLogs implements Logs {

    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(10);
    private static final int RECORDS_PER_POLL = 5_000;

    /** A consumer that is closed waits for what it has asked for last, and at the end of a log nothing comes. */
    private static final int FETCH_WAIT_MS = 20;

    private final Map<String, Object> clientProperties;
    private final Object servers;
    private final Consumer<byte[], byte[]> asking;

    /** @param clientProperties what every Kafka client of this process starts from */
    public KafkaLogs(Map<String, Object> clientProperties) {
        this.clientProperties = Map.copyOf(clientProperties);
        this.servers = clientProperties.getOrDefault(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "");
        this.asking = consumer();
    }

    @Override
    public List<TopicPartition> partitions(String topic) {
        List<TopicPartition> partitions = ask(consumer -> consumer.partitionsFor(topic, ANSWER_PATIENCE).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .sorted(Comparator.comparingInt(TopicPartition::partition))
                .toList());
        if (partitions.isEmpty()) {
            throw missing("the topic " + topic);
        }
        return partitions;
    }

    @Override
    public String identity(String topic) {
        Admin admin = Admin.create(clientProperties);
        try {
            DescribeTopicsResult described = admin.describeTopics(List.of(topic));
            TopicDescription description = answer(described.allTopicNames()).get(topic);
            if (description == null) {
                throw missing("the topic " + topic);
            }
            return answer(admin.describeCluster().clusterId()) + '/' + description.topicId();
        } finally {
            // What was not answered by now is not waited for.
            admin.close(Duration.ZERO);
        }
    }

    @Override
    public Span span(TopicPartition partition) {
        List<TopicPartition> asked = List.of(partition);
        return ask(consumer -> new Span(
                offset(consumer.beginningOffsets(asked, ANSWER_PATIENCE), partition),
                offset(consumer.endOffsets(asked, ANSWER_PATIENCE), partition)));
    }

    @Override
    public Cursor open(TopicPartition partition, long from, long to) {
        return new KafkaCursor(consumer(), servers, partition, from, to);
    }

    @Override
    public long firstAfter(TopicPartition partition, long recordTimeMs) {
        OffsetAndTimestamp first =
                ask(consumer -> consumer.offsetsForTimes(Map.of(partition, recordTimeMs + 1), ANSWER_PATIENCE)
                        .get(partition));
        return first == null ? span(partition).to() : first.offset();
    }

    @Override
    public synchronized void close() {
        asking.close();
    }

    private <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(ANSWER_PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw missing("what was asked for");
            }
            throw unreachable(servers, new KafkaException(e.getCause()));
        } catch (TimeoutException e) {
            throw unreachable(servers, new KafkaException("no answer within " + ANSWER_PATIENCE, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(servers, new KafkaException("Interrupted while Kafka was asked", e));
        }
    }

    private synchronized <T> T ask(Function<Consumer<byte[], byte[]>, T> question) {
        try {
            return question.apply(asking);
        } catch (UnknownTopicOrPartitionException e) {
            throw missing("what was asked for");
        } catch (KafkaException e) {
            throw unreachable(servers, e);
        }
    }

    private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        Long offset = offsets.get(partition);
        if (offset == null) {
            throw missing(partition.toString());
        }
        return offset;
    }

    private Consumer<byte[], byte[]> consumer() {
        return CommittedConsumers.open(
                clientProperties,
                Map.of(
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        RECORDS_PER_POLL,
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        FETCH_WAIT_MS));
    }

    private static LogException missing(String what) {
        return LogException.missing(
                "Expected " + what + " to be there, but it is not; `topics` says which topics there should be");
    }

    static LogException unreachable(Object servers, KafkaException failure) {
        return LogException.unreachable(
                "Expected Kafka to answer at %s, but it did not (%s); start it, or say where it is with --bootstrap-servers"
                        .formatted(servers, failure.getMessage()),
                failure);
    }
}
