package io.sessionfold.engine.app.cli;

import io.sessionfold.engine.replay.Scope;
import io.sessionfold.engine.session.SessionKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that say whose events are folded. */
final class ScopeOptions {

    @Option(names = "--session", paramLabel = "KEY", description = "One session: TENANT/KEY, or KEY with --tenant.")
    private @Nullable String session;

    @Option(names = "--tenant", paramLabel = "T", description = "One tenant's sessions.")
    private @Nullable String tenant;

    /** Whose. */
    Scope scope() {
        if (session == null) {
            return tenant == null ? Scope.ALL : Scope.tenant(tenant);
        }
        String recordKey = tenant == null ? session : tenant + '/' + session;
        Optional<SessionKey> key = SessionKey.parse(recordKey);
        if (key.isEmpty()) {
            throw CommandException.usage(
                    "Expected --session to be TENANT/KEY, or KEY with --tenant, but it was '" + recordKey + "'");
        }
        return Scope.session(key.get());
    }

    /** The tenant whose events alone are folded; null for all. */
    @Nullable
    String tenantId() {
        return session == null || tenant != null ? tenant : session.substring(0, session.indexOf('/'));
    }

    /** Whether one session is asked for. */
    boolean isOneSession() {
        return session != null;
    }
}
