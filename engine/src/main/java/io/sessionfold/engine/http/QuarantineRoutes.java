package io.sessionfold.engine.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.sessionfold.contract.LifecycleEvent;
import io.sessionfold.contract.Position;
import io.sessionfold.contract.QuarantineReleased;
import io.sessionfold.engine.access.Caller;
import io.sessionfold.engine.access.Verb;
import io.sessionfold.engine.command.CommandAnswer;
import io.sessionfold.engine.query.ParkedEvent;
import io.sessionfold.engine.query.ParkedQuery;
import io.sessionfold.engine.query.SessionRead;
import io.sessionfold.engine.session.Quarantine;
import io.sessionfold.engine.session.SessionKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A session's quarantine: why it waits, what is parked behind it, and its release (INV-47). */
final class QuarantineRoutes implements Routes {

    private static final String UP_TO = "upTo";
    private static final String SKIP = "skip";

    private final CommandDesk desk;
    private final ParkedQuery parked;

    QuarantineRoutes(CommandDesk desk, ParkedQuery parked) {
        this.desk = desk;
        this.parked = parked;
    }

    @Override
    public void addTo(JavalinConfig config) {
        Routes.get(config, "/v1/sessions/{key}/quarantine", this::show);
        config.routes.post("/v1/sessions/{key}/quarantine/release", this::release);
    }

    /** A session that was never created may be quarantined: then there is a quarantine without a row. */
    private void show(Context context) {
        Caller caller = desk.caller(context);
        SessionKey key = SessionPaths.key(caller, context);
        QueryParameters.of(context, Set.of());
        SessionRead read = desk.read(context, key);
        Permits.session(caller, Verb.AUDIT, read);
        Quarantine quarantine = quarantine(read);
        ObjectNode json = CommandAnswers.fields();
        json.set("position", position(quarantine.position()));
        json.put("errorClass", quarantine.errorClass())
                .put("since", time(quarantine.sinceMs()))
                .put("parkedCount", quarantine.parkedCount())
                .put("parkedBytes", quarantine.parkedBytes());
        ArrayNode events = json.putArray("parked");
        Answers.require(parked.find(key)).forEach(event -> events.add(json(event)));
        Answers.position(context, desk.answers().token(read.session().progress().position()));
        Answers.source(context, read.source());
        Answers.json(context, json);
    }

    private void release(Context context) {
        Caller caller = desk.caller(context);
        SessionKey key = SessionPaths.key(caller, context);
        QueryParameters.of(context, Set.of());
        CommandOrigin origin = CommandOrigin.of(caller, context);
        String eventId = origin.eventId("release-quarantine", key.sessionKey());
        JsonBody body = JsonBody.of(context);
        SessionRead read = desk.read(context, key);
        Permits.session(caller, Verb.ADMINISTER, read);
        Optional<CommandAnswer> earlier = desk.earlier(origin, eventId, read);
        if (earlier.isPresent()) {
            desk.answers().send(context, caller, earlier.get());
            return;
        }
        QuarantineReleased payload = payload(body, quarantine(read));
        LifecycleEvent event =
                origin.event(eventId, key, null, payload, desk.door().clock());
        desk.answers().send(context, caller, desk.door().commands().sendToOwner(event));
    }

    private static QuarantineReleased payload(JsonBody body, Quarantine quarantine) {
        Long upTo = body.takeOffset(UP_TO);
        List<Position> skipped = new ArrayList<>();
        for (long offset : body.takeOffsets(SKIP)) {
            skipped.add(at(quarantine, offset));
        }
        body.mustBeEmpty();
        return new QuarantineReleased(at(quarantine, upTo == null ? Long.MAX_VALUE : upTo), skipped);
    }

    private static Position at(Quarantine quarantine, long offset) {
        return new Position(quarantine.position().topic(), quarantine.position().partition(), offset);
    }

    private static Quarantine quarantine(SessionRead read) {
        @Nullable Quarantine quarantine = read.session().quarantine();
        if (quarantine == null) {
            throw new ProblemException(new Problem(
                    404,
                    "quarantine_not_found",
                    "The session is not quarantined",
                    "The session is not quarantined: nothing waits for a release",
                    null));
        }
        return quarantine;
    }

    private static JsonNode json(ParkedEvent event) {
        ObjectNode json = CommandAnswers.fields();
        json.set("position", position(event.position()));
        return json.put("recordTime", time(event.recordTimeMs()))
                .put("type", event.type())
                .put("eventId", event.eventId());
    }

    private static JsonNode position(io.sessionfold.engine.session.Position position) {
        return CommandAnswers.fields()
                .put("topic", position.topic())
                .put("partition", position.partition())
                .put("offset", position.offset());
    }

    private static String time(long ms) {
        return Instant.ofEpochMilli(ms).toString();
    }
}
