package io.sessionfold.engine.app;

import io.sessionfold.engine.app.grant.GrantCheck;
import io.sessionfold.engine.app.grant.Grants;
import io.sessionfold.engine.app.grant.Party;
import io.sessionfold.engine.config.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/** Whether Kafka allows an engine what it needs, found out before a thread of it fails. */
final class AccessCheck {

    private static final int PATIENCE_MS = 10_000;

    private AccessCheck() {}

    /** Refuses to start, naming everything that Kafka is seen not to allow. */
    static void mustAllow(Settings settings) {
        Map<String, Object> clients = new HashMap<>(settings.kafka().clientProperties());
        clients.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS / 2);
        clients.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        String servers = settings.kafka().bootstrapServers();
        try (Admin admin = Admin.create(clients)) {
            List<String> missing = new GrantCheck(admin)
                    .missing(Grants.of(Party.ENGINE, settings.streams().applicationId()));
            if (!missing.isEmpty()) {
                throw StartException.refused(
                        "Expected Kafka at '%s' to allow the engine what it needs, but it does not allow %s; `topics --acls` prints what has to be allowed"
                                .formatted(servers, String.join("; ", missing)));
            }
        } catch (KafkaException failure) {
            throw KafkaFailure.said(servers, "tell what it allows", failure);
        }
    }
}
