package io.sessionfold.tests.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.app.grant.GrantCheck;
import io.sessionfold.engine.app.grant.Grants;
import io.sessionfold.engine.app.grant.Party;
import io.sessionfold.local.EmbeddedBroker;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked before the start is what is allowed, and nothing else. */
final class GrantCheckTest {

    private static final int ANY_PORT = 0;

    @Test
    void aTopicThatTheBrokersDefaultsCannotMakeIsNotForbidden(@TempDir Path folder) {
        Map<String, String> moreCopiesThanBrokers = Map.of("default.replication.factor", "3");
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, ANY_PORT, moreCopiesThanBrokers);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            assertThat(new GrantCheck(admin).missing(Grants.of(Party.ENGINE, "sessionfold")))
                    .isEmpty();
        }
    }
}
