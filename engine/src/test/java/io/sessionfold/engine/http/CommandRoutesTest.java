package io.sessionfold.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.contract.SessionCreated;
import io.sessionfold.engine.command.Appended;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The commands on a session as a whole, over HTTP, decided by the fold itself. */
class CommandRoutesTest {

    private final TestServer server = new TestServer("acme");

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aCreationAnswersWithTheRowThatTheFoldMade() throws Exception {
        HttpResponse<String> answer = create("chat-1");
        JsonNode json = TestServer.json(answer);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(json.path("decided").textValue()).isEqualTo("applied");
        assertThat(json.path("reason").isNull()).isTrue();
        assertThat(json.path("session").path("phase").textValue()).isEqualTo("RUNNING");
        assertThat(json.path("session").path("ownerUserId").textValue()).isEqualTo("local");
        assertThat(answer.headers().firstValue("Sessionfold-Position"))
                .contains(json.path("position").textValue());
        assertThat(server.get("/v1/sessions/chat-1").statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("INV-34: a refusal is a problem with a stable code, and is in the log all the same")
    void asecondCreationIsRefused() throws Exception {
        create("chat-1");

        HttpResponse<String> second = create("chat-1");

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(code(second)).isEqualTo("already_exists");
        assertThat(TestServer.json(second).path("reason").textValue()).isEqualTo("ALREADY_EXISTS");
        assertThat(TestServer.json(second).path("eventId").isTextual()).isTrue();
        assertThat(server.log.events()).hasSize(2);
    }

    @Test
    @DisplayName("INV-21: a request repeated with its Idempotency-Key has the first decision, and is not written again")
    void aRepeatedRequestHasTheFirstDecision() throws Exception {
        JsonNode first = TestServer.json(create("chat-1", "Idempotency-Key", "k-1"));
        JsonNode again = TestServer.json(create("chat-1", "Idempotency-Key", "k-1"));

        assertThat(again.path("decided").textValue()).isEqualTo("applied");
        assertThat(again.path("eventId")).isEqualTo(first.path("eventId"));
        assertThat(server.log.events()).hasSize(1);
    }

    @Test
    void aDeletionIsAppliedAndARepeatOfItToo() throws Exception {
        create("chat-1");

        HttpResponse<String> deletion = server.send("DELETE", "/v1/sessions/chat-1", "Idempotency-Key", "d");
        HttpResponse<String> again = server.send("DELETE", "/v1/sessions/chat-1", "Idempotency-Key", "d");
        HttpResponse<String> another = server.send("DELETE", "/v1/sessions/chat-1");

        assertThat(deletion.statusCode()).isEqualTo(202);
        assertThat(TestServer.json(deletion).path("session").isNull()).isTrue();
        assertThat(TestServer.json(again).path("decided").textValue()).isEqualTo("applied");
        assertThat(code(another)).isEqualTo("session_gone");
        assertThat(server.log.events()).hasSize(2);
    }

    @Test
    void aWishIsFulfilledOrRefusedWithThePhase() throws Exception {
        create("chat-1");

        assertThat(phase(desire("chat-1", "HIBERNATED"))).isEqualTo("HIBERNATED");
        assertThat(phase(desire("chat-1", "TERMINATED"))).isEqualTo("TERMINATED");
        HttpResponse<String> skipped = desire("chat-1", "TERMINATED");
        HttpResponse<String> refused = desire("chat-1", "HIBERNATED");

        assertThat(skipped.statusCode()).isEqualTo(202);
        assertThat(TestServer.json(skipped).path("decided").textValue()).isEqualTo("refused");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(code(refused)).isEqualTo("already_terminal");
        assertThat(TestServer.json(refused).path("detail").textValue()).contains("TERMINATED");
    }

    @Test
    void aResetAndAnUpdateChangeTheRow() throws Exception {
        String before =
                TestServer.json(create("chat-1")).at("/session/sessionId").textValue();

        JsonNode reset = TestServer.json(server.json("POST", "/v1/sessions/chat-1/reset", "{\"reason\":\"again\"}"));
        JsonNode update =
                TestServer.json(server.json("PATCH", "/v1/sessions/chat-1", "{\"name\":\"mine\",\"archived\":true}"));

        assertThat(reset.at("/session/sessionId").textValue()).isNotEqualTo(before);
        assertThat(update.at("/session/name").textValue()).isEqualTo("mine");
        assertThat(update.at("/session/archived").booleanValue()).isTrue();
    }

    @Test
    @DisplayName("INV-22: a command that means another incarnation is refused")
    void anotherIncarnationIsRefused() throws Exception {
        create("chat-1");

        HttpResponse<String> answer = server.json("POST", "/v1/sessions/chat-1/reset", "{\"sessionId\":\"old\"}");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(code(answer)).isEqualTo("stale_incarnation");
    }

    @Test
    @DisplayName("INV-39: a name is taken among the owner's sessions that are not terminal")
    void aNameIsTakenUntilItsSessionEnds() throws Exception {
        server.json("POST", "/v1/sessions", named("chat-1", "mine"));

        HttpResponse<String> second = server.json("POST", "/v1/sessions", named("chat-2", "mine"));
        desire("chat-1", "TERMINATED");
        HttpResponse<String> third = server.json("POST", "/v1/sessions", named("chat-3", "mine"));

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(code(second)).isEqualTo("name_taken");
        assertThat(third.statusCode()).isEqualTo(202);
    }

    @Test
    void whatCannotBeLearnedInTimeIsSaidToBeUnknown() throws Exception {
        create("chat-1");
        server.log.isStuck = true;

        HttpResponse<String> answer = desire("chat-1", "TERMINATED");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(TestServer.json(answer).path("decided").textValue()).isEqualTo("unknown");
        assertThat(TestServer.json(answer).path("position").isTextual()).isTrue();
    }

    @Test
    void whatMayHaveBeenWrittenIsSaidToBe() throws Exception {
        server.log.failure = new Appended.PerhapsWritten("nobody answered");
        HttpResponse<String> perhaps = create("chat-1");
        server.log.failure = new Appended.NotWritten("nobody listens");
        HttpResponse<String> not = create("chat-1");
        server.log.failure = new Appended.TooLarge(2_000_000, 1_000_000);
        HttpResponse<String> large = create("chat-1");

        assertThat(perhaps.statusCode()).isEqualTo(503);
        assertThat(code(perhaps)).isEqualTo("write_unconfirmed");
        assertThat(TestServer.json(perhaps).path("detail").textValue()).contains("may have been written");
        assertThat(perhaps.headers().firstValue("Retry-After")).isPresent();
        assertThat(code(not)).isEqualTo("kafka_unavailable");
        assertThat(TestServer.json(not).path("detail").textValue()).contains("was not written");
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(code(large)).isEqualTo("event_too_large");
    }

    @Test
    void theDoorSaysWhoCreatedItAndWhen() throws Exception {
        create("chat-1", "Sessionfold-Producer", "gw-1");

        var event = server.log.events().get(0);

        assertThat(event.getProducerId()).isEqualTo("gw-1");
        assertThat(event.getEventTime()).isEqualTo(server.log.now);
        assertThat(((SessionCreated) event.getPayload()).getCreatedByUserId()).isEqualTo("local");
    }

    private HttpResponse<String> create(String key, String... headers) throws Exception {
        return server.json("POST", "/v1/sessions", "{\"sessionKey\":\"" + key + "\",\"kind\":\"chat\"}", headers);
    }

    private static String named(String key, String name) {
        return "{\"sessionKey\":\"" + key + "\",\"kind\":\"chat\",\"name\":\"" + name + "\"}";
    }

    private HttpResponse<String> desire(String key, String state) throws Exception {
        return server.json("POST", "/v1/sessions/" + key + "/desired-state", "{\"desired\":\"" + state + "\"}");
    }

    private static String code(HttpResponse<String> answer) {
        return TestServer.json(answer).path("code").textValue();
    }

    private static String phase(HttpResponse<String> answer) {
        return TestServer.json(answer).at("/session/phase").textValue();
    }
}
