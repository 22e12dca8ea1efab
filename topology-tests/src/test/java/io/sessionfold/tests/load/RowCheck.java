package io.sessionfold.tests.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.engine.codec.RowCodec;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.tests.load.Violations.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Every row in every answer is the fold of the log at the position that it states (INV-7), of the asker's tenant, and
 * nothing in an answer names another tenant (INV-37, INV-38).
 */
final class RowCheck implements Check {

    private final Set<String> tenants;

    /** @param tenants all of them; no id of one is part of another's or of a word of the contract */
    RowCheck(Set<String> tenants) {
        this.tenants = Set.copyOf(tenants);
    }

    @Override
    public void check(FoldedLog log, List<Answer> answers, Violations violations) {
        for (Answer answer : answers) {
            for (String tenant : tenants) {
                violations.addIf(
                        !tenant.equals(answer.who().tenantId()) && answer.body().contains(tenant),
                        Kind.OTHER_TENANT,
                        answer.toString());
            }
            for (JsonNode row : rows(answer)) {
                check(log, answer, row, violations);
            }
        }
    }

    /** The rows that an answer shows: the one, those of a page, or the one that a change led to. */
    static List<JsonNode> rows(Answer answer) {
        JsonNode json = answer.json();
        List<JsonNode> rows = new ArrayList<>();
        if (answer.ask() instanceof Ask.Row && answer.status() == Answer.OK) {
            rows.add(json);
        }
        if (json.path("session").isObject()) {
            rows.add(json.path("session"));
        }
        json.path("sessions").forEach(rows::add);
        return rows;
    }

    /** The offset that a row states. */
    static long offset(JsonNode row) {
        return row.path("position").path("offset").asLong(Answer.NOWHERE);
    }

    private static void check(FoldedLog log, Answer answer, JsonNode row, Violations violations) {
        String asked = answer.ask().sessionKey();
        SessionKey key =
                new SessionKey(answer.who().tenantId(), row.path("sessionKey").asText());
        violations.addIf(
                asked != null && !asked.equals(key.sessionKey()),
                Kind.WRONG_ROW,
                "Expected a row of '" + asked + "', but " + answer);
        long offset = offset(row);
        Optional<Decided> at = log.at(key, offset);
        if (at.isEmpty()) {
            violations.add(
                    Kind.WRONGLY_PRESENT,
                    "Expected an event of " + key + " at " + offset + ", where the row stands, but " + answer);
            return;
        }
        String expected = at.get()
                .row()
                .map(RowCodec::write)
                .map(Json::of)
                .map(JsonNode::toString)
                .orElse("no row");
        violations.addIf(
                !expected.equals(row.toString()),
                Kind.WRONG_ROW,
                "Expected the row at %s to be %s, but %s".formatted(at.get().position(), expected, answer));
        if (answer.ask() instanceof Ask.Row) {
            checkReach(log, answer, at.get(), key, violations);
        }
    }

    /** Its token reaches as far as the row, and no event of the key lies between. */
    private static void checkReach(FoldedLog log, Answer answer, Decided at, SessionKey key, Violations violations) {
        long reached = answer.reached(at.position().partition());
        violations.addIf(
                log.upTo(key, reached).filter(at::equals).isEmpty(),
                Kind.WRONG_ROW,
                "Expected the token to reach to %s and to no later event of %s, but it reaches to %d: %s"
                        .formatted(at.position(), key, reached, answer));
    }
}
