package io.sessionfold.engine.app.grant;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.sessionfold.engine.app.FoldVersionWriter;
import io.sessionfold.engine.app.TopicCatalog;
import io.sessionfold.engine.app.TopicSpec;
import io.sessionfold.engine.store.StoreNames;
import io.sessionfold.engine.topology.Topics;
import io.sessionfold.engine.verify.Changelogs;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;

/**
 * The least that each party needs. Nobody needs anything on the cluster itself: a transactional or idempotent producer that
 * may write one topic may be one.
 */
public final class Grants {

    private final String applicationId;

    private Grants(String applicationId) {
        this.applicationId = applicationId;
    }

    /**
     * What a party needs.
     *
     * @param applicationId the engine's {@code application.id}: its group, and what its changelogs and transactions begin with
     */
    public static List<Grant> of(Party party, String applicationId) {
        Grants grants = new Grants(applicationId);
        return switch (party) {
            case ENGINE -> grants.engine();
            case PRODUCER -> List.of(Grant.topic(Topics.EVENTS, WRITE));
            case WORKER ->
                List.of(Grant.topic(Topics.WORKER_EVENTS, WRITE), Grant.topic(Topics.SESSION_COMMANDS, READ));
            case CONTROLLER ->
                List.of(Grant.topic(Topics.APPLICATION_EVENTS, WRITE), Grant.topic(Topics.SESSION_COMMANDS, READ));
            case CONSUMER ->
                topics(
                        List.of(
                                Topics.SESSIONS_CHANGED,
                                Topics.RUN_OUTCOMES,
                                Topics.REJECTED_EVENTS,
                                Topics.APPLICATIONS_CHANGED),
                        READ);
            case LOADER -> topics(List.of(Topics.EVENTS, Topics.WORKER_EVENTS), READ, WRITE);
            case AUDITOR -> grants.auditor(READ);
            case ARCHIVIST -> grants.auditor(READ, WRITE);
            case OPERATOR -> grants.operator();
        };
    }

    /** Who reads and writes a topic of the contract, as {@code engine: READ, WRITE; producer: WRITE}. */
    public static String readersAndWriters(String topic) {
        List<String> said = new ArrayList<>();
        for (Party party : Party.values()) {
            String operations = of(party, "").stream()
                    .filter(grant -> grant.resource().name().equals(topic))
                    .flatMap(grant -> grant.operations().stream())
                    .filter(operation -> operation == READ || operation == WRITE)
                    .map(AclOperation::name)
                    .collect(Collectors.joining(", "));
            if (!operations.isEmpty()) {
                said.add(party.label() + ": " + operations);
            }
        }
        return String.join("; ", said);
    }

    private List<Grant> engine() {
        List<Grant> grants = new ArrayList<>();
        // It reads back what it published, for the stream of changes and for histories.
        grants.addAll(topics(
                List.of(
                        Topics.EVENTS,
                        Topics.WORKER_EVENTS,
                        Topics.APPLICATION_EVENTS,
                        Topics.SESSIONS_CHANGED,
                        Topics.REJECTED_EVENTS),
                READ,
                WRITE));
        grants.addAll(topics(
                List.of(Topics.RUN_OUTCOMES, Topics.SESSION_COMMANDS, Topics.DEAD_LETTERS, Topics.APPLICATIONS_CHANGED),
                WRITE));
        // That it has as many partitions as the others is checked at the start.
        grants.add(Grant.topic(Topics.CHECKPOINTS, DESCRIBE));
        grants.add(Grant.topic(Topics.META, READ));
        grants.addAll(topics(changelogs(), CREATE, READ, WRITE));
        grants.add(Grant.group(applicationId));
        grants.add(Grant.transactions(applicationId + '-', PatternType.PREFIXED));
        return List.copyOf(grants);
    }

    private List<Grant> auditor(AclOperation... onCheckpoints) {
        List<Grant> grants = new ArrayList<>();
        grants.addAll(topics(
                List.of(
                        Topics.EVENTS,
                        Topics.WORKER_EVENTS,
                        Topics.APPLICATION_EVENTS,
                        Topics.RUN_OUTCOMES,
                        Topics.SESSION_COMMANDS,
                        Topics.REJECTED_EVENTS,
                        Topics.DEAD_LETTERS),
                READ));
        // What may have been compacted away is not missed.
        grants.addAll(topics(List.of(Topics.SESSIONS_CHANGED, Topics.APPLICATIONS_CHANGED), READ, DESCRIBE_CONFIGS));
        grants.add(Grant.topic(Topics.CHECKPOINTS, onCheckpoints));
        grants.addAll(topics(changelogs(), READ));
        return List.copyOf(grants);
    }

    private List<Grant> operator() {
        List<Grant> grants = new ArrayList<>();
        for (TopicSpec topic : TopicCatalog.all()) {
            List<AclOperation> operations = new ArrayList<>(List.of(CREATE, DESCRIBE, DESCRIBE_CONFIGS));
            switch (topic.name()) {
                case Topics.EVENTS -> operations.add(WRITE);
                case Topics.META -> operations.addAll(List.of(READ, WRITE));
                case Topics.DEAD_LETTERS -> operations.add(READ);
                default -> {
                    // It only has to be as it should.
                }
            }
            grants.add(Grant.topic(topic.name(), operations.toArray(AclOperation[]::new)));
        }
        grants.add(Grant.transactions(FoldVersionWriter.transactionalId(applicationId), PatternType.LITERAL));
        return List.copyOf(grants);
    }

    private List<String> changelogs() {
        Changelogs changelogs = new Changelogs(applicationId);
        return StoreNames.LOGGED.stream().map(changelogs::of).toList();
    }

    private static List<Grant> topics(List<String> names, AclOperation... operations) {
        return names.stream().map(name -> Grant.topic(name, operations)).toList();
    }
}
