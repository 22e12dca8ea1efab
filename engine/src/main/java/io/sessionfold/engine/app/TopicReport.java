package io.sessionfold.engine.app;

import io.sessionfold.engine.config.Settings;
import io.sessionfold.engine.topology.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** How the topics of the contract stand on a cluster; it changes nothing. */
public final class TopicReport {

    private static final int PATIENCE_MS = 10_000;

    private final Admin admin;
    private final int partitionsWanted;

    private TopicReport(Admin admin, int partitionsWanted) {
        this.admin = admin;
        this.partitionsWanted = partitionsWanted;
    }

    /** Asks the cluster; one that does not answer is a {@link StartException}. */
    public static List<TopicStatus> of(Settings settings) {
        Map<String, Object> properties = settings.kafka().clientProperties();
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS / 2);
        try (Admin admin = Admin.create(properties)) {
            return new TopicReport(admin, settings.topics().partitions()).statuses();
        } catch (ExecutionException e) {
            throw failed(settings, e);
        } catch (KafkaException e) {
            throw failed(settings, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(settings, e);
        }
    }

    private List<TopicStatus> statuses() throws ExecutionException, InterruptedException {
        Map<String, Integer> partitions = partitions();
        Map<String, Map<String, String>> configs = configs(partitions);
        // The events topic decides: every other one has to have its partitions.
        int count = partitions.getOrDefault(Topics.EVENTS, partitionsWanted);
        List<TopicStatus> statuses = new ArrayList<>();
        for (TopicSpec spec : TopicCatalog.all()) {
            statuses.add(status(
                    spec,
                    spec.partitioned() ? count : 1,
                    partitions.getOrDefault(spec.name(), 0),
                    configs.getOrDefault(spec.name(), Map.of())));
        }
        return statuses;
    }

    private Map<String, Integer> partitions() throws ExecutionException, InterruptedException {
        List<String> names = TopicCatalog.all().stream().map(TopicSpec::name).toList();
        Map<String, Integer> found = new HashMap<>();
        for (KafkaFuture<TopicDescription> topic :
                admin.describeTopics(names).topicNameValues().values()) {
            try {
                TopicDescription description = topic.get();
                found.put(description.name(), description.partitions().size());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
        return found;
    }

    private Map<String, Map<String, String>> configs(Map<String, Integer> existing)
            throws ExecutionException, InterruptedException {
        List<ConfigResource> topics = existing.keySet().stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<String, Map<String, String>> found = new HashMap<>();
        for (Map.Entry<ConfigResource, Config> topic :
                admin.describeConfigs(topics).all().get().entrySet()) {
            Map<String, String> values = new HashMap<>();
            for (ConfigEntry entry : topic.getValue().entries()) {
                values.put(entry.name(), String.valueOf(entry.value()));
            }
            found.put(topic.getKey().name(), values);
        }
        return found;
    }

    private static TopicStatus status(TopicSpec spec, int expected, int partitions, Map<String, String> actual) {
        if (partitions == 0) {
            return new TopicStatus(
                    spec, 0, Map.of(), List.of("Expected " + spec.name() + " to exist, but it is missing"));
        }
        List<String> complaints = new ArrayList<>();
        if (partitions != expected) {
            complaints.add(
                    "Expected " + spec.name() + " to have " + expected + " partitions, but it has " + partitions);
        }
        Map<String, String> shown = new TreeMap<>();
        new TreeMap<>(spec.config()).forEach((name, wanted) -> {
            String value = actual.getOrDefault(name, "");
            shown.put(name, value);
            complaint(spec, name, wanted, value).ifPresent(complaints::add);
        });
        return new TopicStatus(spec, partitions, shown, complaints);
    }

    /** More room or a longer lag than asked for is not wrong. */
    private static Optional<String> complaint(TopicSpec spec, String name, String wanted, String actual) {
        boolean isFloor = name.equals(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
                || name.equals(TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG);
        if (wanted.equals(actual) || (isFloor && Long.parseLong(actual) >= Long.parseLong(wanted))) {
            return Optional.empty();
        }
        return Optional.of("Expected " + name + " of " + spec.name() + " to be " + (isFloor ? "at least " : "") + wanted
                + ", but it was " + actual);
    }

    private static StartException failed(Settings settings, Throwable failure) {
        return KafkaFailure.said(settings.kafka().bootstrapServers(), "tell its topics", failure);
    }
}
