package io.sessionfold.tests.handover;

import io.sessionfold.engine.config.GroupProtocol;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.StreamsGroupMemberDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;

/** Who belongs to the group of the engine, as the broker describes it. */
final class Membership implements AutoCloseable {

    private static final String GROUP = "sessionfold";

    private final Admin admin;
    private final GroupProtocol protocol;

    Membership(String bootstrapServers, GroupProtocol protocol) {
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        this.protocol = protocol;
    }

    /** Sets what the broker decides for a group of the streams protocol, by Kafka's names; the classic one has none of it. */
    void configure(Map<String, String> settings) throws ExecutionException, InterruptedException {
        if (protocol == GroupProtocol.CLASSIC) {
            return;
        }
        List<AlterConfigOp> changes = settings.entrySet().stream()
                .map(setting -> new AlterConfigOp(
                        new ConfigEntry(setting.getKey(), setting.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.GROUP, GROUP), changes))
                .all()
                .get();
    }

    /** Whether an instance is a member, by the name of its clients. */
    boolean has(String instance) throws ExecutionException, InterruptedException {
        return clients().anyMatch(client -> client.startsWith(instance + '-'));
    }

    @Override
    public void close() {
        admin.close();
    }

    private Stream<String> clients() throws ExecutionException, InterruptedException {
        return switch (protocol) {
            case CLASSIC ->
                described(admin.describeConsumerGroups(List.of(GROUP)).describedGroups()).members().stream()
                        .map(MemberDescription::clientId);
            case STREAMS ->
                described(admin.describeStreamsGroups(List.of(GROUP)).describedGroups()).members().stream()
                        .map(StreamsGroupMemberDescription::clientId);
        };
    }

    private static <T> T described(Map<String, KafkaFuture<T>> groups) throws ExecutionException, InterruptedException {
        return Objects.requireNonNull(groups.get(GROUP), GROUP).get();
    }
}
