package io.sessionfold.engine.app;

import io.sessionfold.engine.config.SettingNames;
import io.sessionfold.engine.config.SettingOrigin;
import io.sessionfold.engine.config.Settings;
import io.sessionfold.engine.query.LogIdentity;
import io.sessionfold.engine.session.FoldVersions;
import io.sessionfold.engine.topology.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes sure that the topics of the contract are there and as they have to be, before anything is folded. */
public final class TopicSetup {

    /** How long Kafka may take to answer a question about topics. */
    private static final int PATIENCE_MS = 10_000;

    private static final int ASK_AGAIN_MS = 100;

    private final Settings settings;
    private final FoldVersions known;
    private final Map<String, Object> clients;

    private TopicSetup(Settings settings, FoldVersions known) {
        this.settings = settings;
        this.known = known;
        this.clients = new HashMap<>(settings.kafka().passThrough().values());
        clients.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.kafka().bootstrapServers());
        clients.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS / 2);
        clients.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    }

    /** What an instance may rely on once the topics were checked. */
    public record Checked(ClusterPin pin, LogIdentity log) {

        public int partitions() {
            return pin.partitions();
        }

        public String clusterId() {
            return pin.clusterId();
        }
    }

    /** Creates what is missing, if the settings allow it, and refuses what does not fit, in one sentence. */
    public static Checked ensure(Settings settings) {
        return ensure(settings, FoldVersions.KNOWN);
    }

    /** The same for an engine that knows these fold versions. */
    public static Checked ensure(Settings settings, FoldVersions known) {
        return new TopicSetup(settings, known).ensure();
    }

    private Checked ensure() {
        try (Admin admin = Admin.create(clients)) {
            String clusterId = get(admin.describeCluster().clusterId());
            createMissing(admin);
            Map<String, TopicDescription> topics = described(admin);
            int partitions = checkPartitions(topics);
            checkAsked(partitions);
            ClusterPin pin =
                    new PinCheck(settings, known, clients).check(partitions, clusterId, isNew(admin, partitions));
            return new Checked(pin, identity(clusterId, topics));
        } catch (KafkaException failure) {
            throw KafkaFailure.said(settings.kafka().bootstrapServers(), "answer", failure);
        }
    }

    private void createMissing(Admin admin) {
        List<NewTopic> missing = missing(admin);
        if (!missing.isEmpty() && !settings.topics().create()) {
            throw StartException.refused(
                    "Expected topic '%s' to exist, but it does not; run 'sessionfold topics --create', or set create.topics=true"
                            .formatted(missing.get(0).name()));
        }
        admin.createTopics(missing).values().forEach((name, created) -> {
            try {
                get(created);
            } catch (KafkaException failure) {
                if (!(failure.getCause() instanceof TopicExistsException)) {
                    throw ofTopic(name, "CREATE", failure);
                }
            }
        });
    }

    /** A list of all topics would leave out those that one may not see, as if they were missing. */
    private List<NewTopic> missing(Admin admin) {
        Map<String, KafkaFuture<TopicDescription>> asked = admin.describeTopics(
                        TopicCatalog.all().stream().map(TopicSpec::name).toList())
                .topicNameValues();
        List<NewTopic> missing = new ArrayList<>();
        for (TopicSpec spec : TopicCatalog.all()) {
            try {
                get(Objects.requireNonNull(asked.get(spec.name()), spec.name()));
            } catch (KafkaException failure) {
                if (!(failure.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw ofTopic(spec.name(), "DESCRIBE", failure);
                }
                missing.add(newTopic(spec));
            }
        }
        return missing;
    }

    private NewTopic newTopic(TopicSpec spec) {
        int partitions = spec.partitioned() ? settings.topics().partitions() : 1;
        short replicas = settings.topics().replicationFactor();
        return new NewTopic(
                        spec.name(), Optional.of(partitions), replicas < 0 ? Optional.empty() : Optional.of(replicas))
                .configs(spec.config());
    }

    /** All topics whose partitions follow the key have one count: the events topic's. */
    private static int checkPartitions(Map<String, TopicDescription> topics) {
        int partitions = partitionsOf(topics, Topics.EVENTS);
        for (String name : Topics.PARTITIONED) {
            int found = partitionsOf(topics, name);
            if (found != partitions) {
                throw StartException.refused(
                        "Expected topic '%s' to have %d partitions as %s has, but it has %d; create it anew with that count"
                                .formatted(name, partitions, Topics.EVENTS, found));
            }
        }
        return partitions;
    }

    /** Whoever asks for a count by name means it; the default only says how many a new cluster gets. */
    private void checkAsked(int partitions) {
        boolean isAsked = settings.describe().stream()
                .anyMatch(row -> row.name().equals(SettingNames.PARTITIONS) && row.origin() != SettingOrigin.DEFAULT);
        if (isAsked && settings.topics().partitions() != partitions) {
            throw StartException.refused(
                    "Expected %s to have %d partitions, as the setting '%s' says, but it has %d, and a partition count is for ever; set it to %d or leave it out"
                            .formatted(
                                    Topics.EVENTS,
                                    settings.topics().partitions(),
                                    SettingNames.PARTITIONS,
                                    partitions,
                                    partitions));
        }
    }

    /** A topic that was just created is known to the controller before every broker knows it. */
    private static Map<String, TopicDescription> described(Admin admin) {
        long giveUpAtNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
        while (true) {
            try {
                return get(admin.describeTopics(Topics.PARTITIONED).allTopicNames());
            } catch (KafkaException failure) {
                boolean isOnItsWay = failure.getCause() instanceof UnknownTopicOrPartitionException;
                if (!isOnItsWay || System.nanoTime() > giveUpAtNanos) {
                    throw failure;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ASK_AGAIN_MS));
            }
        }
    }

    /** Positions are of the events and of the changes; a topic that was made anew has another id, and other offsets. */
    private static LogIdentity identity(String clusterId, Map<String, TopicDescription> topics) {
        return LogIdentity.of(
                clusterId,
                Stream.of(Topics.EVENTS, Topics.SESSIONS_CHANGED)
                        .map(name -> Objects.requireNonNull(topics.get(name), name)
                                .topicId()
                                .toString())
                        .toList());
    }

    private static int partitionsOf(Map<String, TopicDescription> topics, String name) {
        return Objects.requireNonNull(topics.get(name), name).partitions().size();
    }

    /** Whether nothing was ever written into the log. */
    private static boolean isNew(Admin admin, int partitions) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            ends.put(new TopicPartition(Topics.EVENTS, partition), OffsetSpec.latest());
        }
        return get(admin.listOffsets(ends).all()).values().stream().allMatch(end -> end.offset() == 0);
    }

    /** Kafka does not name the topic that it speaks of. */
    private static KafkaException ofTopic(String topic, String operation, KafkaException failure) {
        return failure.getCause() instanceof TopicAuthorizationException
                ? new TopicAuthorizationException("%s on topic '%s'".formatted(operation, topic), Set.of(topic))
                : failure;
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while waiting for Kafka", interrupted);
        } catch (ExecutionException failure) {
            throw new KafkaException("Kafka refused", failure.getCause());
        } catch (TimeoutException late) {
            throw new KafkaException("Kafka did not answer within " + PATIENCE_MS + " ms", late);
        }
    }
}
