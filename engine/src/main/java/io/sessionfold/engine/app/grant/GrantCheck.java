package io.sessionfold.engine.app.grant;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * Tries before the start what Kafka allows, so that what is missing is named instead of found out by a thread that fails.
 * A topic that is not there yet shows only whether it may be created, a group only whether it may be seen.
 */
public final class GrantCheck {

    private final Admin admin;

    public GrantCheck(Admin admin) {
        this.admin = admin;
    }

    /**
     * What is not allowed of these, as {@code WRITE on topic 'sessionfold.events'}; empty if nothing is missing.
     *
     * @throws KafkaException if Kafka does not answer
     */
    public List<String> missing(List<Grant> grants) {
        List<String> missing = new ArrayList<>();
        Map<String, KafkaFuture<TopicDescription>> topics = admin.describeTopics(
                        grants.stream()
                                .filter(grant -> grant.resource().resourceType() == ResourceType.TOPIC)
                                .map(grant -> grant.resource().name())
                                .toList(),
                        new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .topicNameValues();
        for (Grant grant : grants) {
            Set<AclOperation> without = switch (grant.resource().resourceType()) {
                case TOPIC ->
                    withoutOnTopic(
                            grant,
                            Objects.requireNonNull(topics.get(grant.resource().name())));
                case GROUP -> withoutOnGroup(grant);
                case TRANSACTIONAL_ID -> withoutOnTransactions(grant);
                default -> throw new IllegalStateException("Expected no grant on " + grant.resource());
            };
            if (!without.isEmpty()) {
                missing.add(said(grant, without));
            }
        }
        return List.copyOf(missing);
    }

    private Set<AclOperation> withoutOnTopic(Grant grant, KafkaFuture<TopicDescription> asked) {
        Set<AclOperation> needed = EnumSet.copyOf(grant.operations());
        Answer<TopicDescription> answer = Answer.to(asked);
        if (answer.value() != null) {
            needed.remove(AclOperation.CREATE);
            Set<AclOperation> allowed = answer.value().authorizedOperations();
            // A broker that is too old to tell tells null.
            needed.removeAll(allowed == null ? Set.copyOf(needed) : allowed);
            return needed;
        }
        if (answer.isForbidden()) {
            return needed;
        }
        boolean mayBeMade = !needed.contains(AclOperation.CREATE)
                || mayCreate(grant.resource().name());
        return mayBeMade ? Set.of() : Set.of(AclOperation.CREATE);
    }

    private boolean mayCreate(String topic) {
        NewTopic wanted = new NewTopic(topic, Optional.empty(), Optional.empty());
        return !Answer.to(admin.createTopics(List.of(wanted), new CreateTopicsOptions().validateOnly(true))
                        .all())
                .isForbidden();
    }

    private Set<AclOperation> withoutOnGroup(Grant grant) {
        boolean isForbidden = Answer.to(
                        admin.listConsumerGroupOffsets(grant.resource().name()).partitionsToOffsetAndMetadata())
                .isForbidden();
        return isForbidden ? Set.copyOf(grant.operations()) : Set.of();
    }

    private Set<AclOperation> withoutOnTransactions(Grant grant) {
        // A prefix is itself an id that begins with it.
        boolean isForbidden = Answer.to(
                        admin.describeTransactions(List.of(grant.resource().name()))
                                .all())
                .isForbidden();
        return isForbidden ? Set.copyOf(grant.operations()) : Set.of();
    }

    /**
     * What Kafka says.
     *
     * @param value null if it does not allow it, or does not have it
     */
    private record Answer<T>(@Nullable T value, boolean isForbidden) {

        /** A "no" for another reason is not the question here; who cannot be asked, or does not know us, is. */
        static <T> Answer<T> to(KafkaFuture<T> asked) {
            try {
                return new Answer<>(asked.get(), false);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new KafkaException("Interrupted while waiting for Kafka", interrupted);
            } catch (ExecutionException failure) {
                boolean isForbidden = failure.getCause() instanceof AuthorizationException;
                if (isForbidden || isRefused(failure.getCause())) {
                    return new Answer<>(null, isForbidden);
                }
                throw new KafkaException("Kafka refused", failure.getCause());
            }
        }
    }

    /** As with a topic that an instance beside this one has just made, or one that cannot be made with the broker's defaults. */
    private static boolean isRefused(@Nullable Throwable failure) {
        return failure instanceof UnknownTopicOrPartitionException
                || (failure instanceof ApiException
                        && !(failure instanceof RetriableException)
                        && !(failure instanceof AuthenticationException));
    }

    private static String said(Grant grant, Set<AclOperation> without) {
        return without.stream().map(AclOperation::name).sorted().collect(Collectors.joining(", "))
                + " on "
                + grant.resource()
                        .resourceType()
                        .name()
                        .toLowerCase(Locale.ROOT)
                        .replace('_', ' ')
                + " '" + grant.resource().name() + "'"
                + (grant.resource().patternType() == PatternType.PREFIXED ? " and all that begin with it" : "");
    }
}
