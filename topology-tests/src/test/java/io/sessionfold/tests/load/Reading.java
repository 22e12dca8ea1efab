package io.sessionfold.tests.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.engine.query.Cursor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What a client reads: rows that are there, rows that are not or are others', pages, and numbers. */
final class Reading {

    /** So that a list has several pages. */
    private static final int LIMIT = 7;

    private static final int PAGES_MAX = 20;

    private final Client client;

    Reading(Client client) {
        this.client = client;
    }

    /** A row of a session that the tenant has. */
    void row(String key) throws InterruptedException {
        client.read(key);
    }

    /** A session that nobody has, or that another tenant alone has. */
    void stranger() throws InterruptedException {
        Random random = client.random();
        String tenant = LoadPlan.TENANTS.get(random.nextInt(LoadPlan.TENANTS.size()));
        String key = tenant.equals(client.who().tenantId())
                ? "never-" + random.nextInt(10)
                : LoadPlan.onlyOf(LoadPlan.TENANTS.indexOf(tenant));
        client.read(key);
    }

    /** All pages of a list. */
    void list() throws InterruptedException {
        Wanted wanted = wanted();
        String cursor = null;
        for (int page = 0; page < PAGES_MAX; page++) {
            Optional<JsonNode> body = page(wanted, cursor);
            if (body.isEmpty() || !body.get().path("cursor").isTextual()) {
                return;
            }
            cursor = body.get().path("cursor").asText();
        }
    }

    /** How many there are. */
    void count() throws InterruptedException {
        Wanted wanted = wanted();
        client.ask(Questions.Request.get(
                new Ask.Count(wanted), "/v1/sessions?" + wanted.query() + "count=true", Map.of()));
    }

    private Optional<JsonNode> page(Wanted wanted, @Nullable String cursor) throws InterruptedException {
        String after = cursor == null ? "" : Cursor.parse(cursor).orElseThrow().sessionKey();
        String path = "/v1/sessions?" + wanted.query() + "limit=" + LIMIT + (cursor == null ? "" : "&cursor=" + cursor);
        Answer answer = client.ask(Questions.Request.get(new Ask.Page(wanted, after, LIMIT), path, Map.of()));
        return answer.status() == Answer.OK ? Optional.of(answer.json()) : Optional.empty();
    }

    private Wanted wanted() {
        Random random = client.random();
        String user = LoadPlan.USERS.get(random.nextInt(LoadPlan.USERS.size()));
        return List.of(
                        new Wanted(null, null, null),
                        new Wanted(user, null, null),
                        new Wanted(null, "chat", null),
                        new Wanted(user, "batch", null),
                        new Wanted(null, null, true),
                        new Wanted(user, null, false))
                .get(random.nextInt(6));
    }
}
