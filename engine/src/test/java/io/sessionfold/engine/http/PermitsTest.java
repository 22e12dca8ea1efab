package io.sessionfold.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionfold.engine.access.Caller;
import io.sessionfold.engine.access.Role;
import io.sessionfold.engine.access.Scope;
import io.sessionfold.engine.access.Verb;
import io.sessionfold.engine.query.SessionRead;
import io.sessionfold.engine.query.Source;
import io.sessionfold.engine.query.TestSessions;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.guard.RetryGuards;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PermitsTest {

    private static final Source COPY = new Source("other:8480", Duration.ofMillis(5));

    @Test
    @DisplayName("INV-38, INV-41: a copy says of another user's session what it says of an absent one: not ready")
    void aCopyDoesNotTellHiddenFromAbsent() {
        assertThat(status("bob", COPY)).isEqualTo(503);
        assertThat(status("bob", Source.HERE)).isEqualTo(404);
    }

    @Test
    void aCopyIsReadByItsOwner() {
        Permits.session(caller("ada"), Verb.READ, read(COPY));
        assertThatThrownBy(() -> Permits.session(caller("ada"), Verb.COMMAND, read(COPY)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(403));
    }

    private static int status(String user, Source source) {
        try {
            Permits.session(caller(user), Verb.READ, read(source));
            return 200;
        } catch (ProblemException refused) {
            return refused.problem().status();
        }
    }

    private static SessionRead read(Source source) {
        return new SessionRead(
                TestSessions.session(new SessionKey("acme", "chat-1"), "ada", 1), RetryGuards.NONE, source);
    }

    private static Caller caller(String user) {
        return new Caller("acme", user, Set.of(Role.VIEWER), Scope.OWN, "token-1");
    }
}
