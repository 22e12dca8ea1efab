package io.sessionfold.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.access.Caller;
import io.sessionfold.engine.access.Role;
import io.sessionfold.engine.access.Scope;
import io.sessionfold.engine.query.MemoryStores;
import io.sessionfold.engine.query.TestSessions;
import io.sessionfold.engine.session.Phase;
import io.sessionfold.engine.session.SessionKey;
import java.net.http.HttpResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every session of {@link TestSessions} has the name "a name". */
class NameRoutesTest {

    private static final String NAMED = "/v1/session-by-name?name=a%20name";

    private TestServer server = new TestServer(caller("ada", "key-1", Scope.OWN), new MemoryStores(2));

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    @DisplayName("INV-39: a name stands for the caller's session, with whatever credential the caller comes")
    void aNameStandsForTheCallersSession() throws Exception {
        server.stores
                .with(0, TestSessions.session(key("mine"), "ada", 41))
                .with(1, TestSessions.session(key("bobs"), "bob", 1))
                .with(1, TestSessions.in(Phase.TERMINATED, key("over"), "ada"));

        HttpResponse<String> answer = server.get(NAMED);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(TestServer.json(answer).get("sessionKey").textValue()).isEqualTo("mine");
        assertThat(answer.headers().firstValue(Answers.POSITION)).isPresent();
        assertThat(sessionKey(as(caller("ada", "key-2", Scope.OWN)).get(NAMED))).isEqualTo("mine");
        assertThat(sessionKey(as(caller("bob", null, Scope.OWN)).get(NAMED))).isEqualTo("bobs");
    }

    @Test
    @DisplayName("INV-39: two sessions of one name are said, with their keys")
    void equalNamesAreSaid() throws Exception {
        server.stores
                .with(0, TestSessions.session(key("one"), "ada", 1))
                .with(1, TestSessions.session(key("two"), "ada", 1));

        HttpResponse<String> answer = server.get(NAMED);
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(TestServer.json(answer).get("code").textValue()).isEqualTo("ambiguous_name");
        assertThat(TestServer.json(answer).get("detail").textValue()).contains("one and two");
    }

    @Test
    @DisplayName("INV-38: another owner's name, another tenant's and none are the same answer")
    void whatIsNotTheCallersIsNotThere() throws Exception {
        server.stores
                .with(0, TestSessions.session(key("bobs"), "bob", 1))
                .with(1, TestSessions.session(new SessionKey("other", "theirs"), "ada", 1));

        HttpResponse<String> none = server.get("/v1/session-by-name?name=nobodys");
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(server.get(NAMED).body()).isEqualTo(none.body());
        assertThat(server.get(NAMED + "&owner=bob").body()).isEqualTo(none.body());
        assertThat(server.get(NAMED + "&owner=nobody").body()).isEqualTo(none.body());
        assertThat(sessionKey(as(caller("gw", null, Scope.TENANT)).get(NAMED + "&owner=bob")))
                .isEqualTo("bobs");
    }

    @Test
    void aNameIsNeeded() throws Exception {
        assertThat(server.get("/v1/session-by-name").statusCode()).isEqualTo(400);
        assertThat(server.get(NAMED + "&tenant=other").statusCode()).isEqualTo(400);
    }

    /** The same stores, and another caller. */
    private TestServer as(Caller caller) {
        TestServer next = new TestServer(caller, server.stores);
        server.close();
        server = next;
        return next;
    }

    private static Caller caller(String user, @Nullable String credential, Scope scope) {
        return new Caller("acme", user, Set.of(Role.VIEWER), scope, credential);
    }

    private static String sessionKey(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return TestServer.json(answer).get("sessionKey").textValue();
    }

    private static SessionKey key(String sessionKey) {
        return new SessionKey("acme", sessionKey);
    }
}
