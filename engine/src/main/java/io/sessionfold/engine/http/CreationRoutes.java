package io.sessionfold.engine.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.sessionfold.contract.Concurrency;
import io.sessionfold.contract.MemberPolicy;
import io.sessionfold.contract.SessionCreated;
import io.sessionfold.engine.access.Caller;
import io.sessionfold.engine.access.Scope;
import io.sessionfold.engine.access.Verb;
import io.sessionfold.engine.application.ApplicationKey;
import io.sessionfold.engine.application.LaunchAnswer;
import io.sessionfold.engine.command.CommandAnswer;
import io.sessionfold.engine.command.EventIds;
import io.sessionfold.engine.session.SessionKey;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The creation of sessions: who owns them, what they are launched from, and what the settings fill in. */
final class CreationRoutes implements Routes {

    private final CommandDesk desk;

    CreationRoutes(CommandDesk desk) {
        this.desk = desk;
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.routes.post("/v1/sessions", this::create);
    }

    private void create(Context context) {
        Caller caller = desk.caller(context);
        Permits.tenant(caller, Verb.COMMAND);
        QueryParameters.of(context, Set.of());
        CommandOrigin origin = CommandOrigin.of(caller, context);
        JsonBody body = JsonBody.of(context);
        SessionKey key = SessionPaths.key(caller, body.require("sessionKey"));
        String eventId = origin.eventId("create", key.sessionKey());
        Optional<CommandAnswer> earlier = desk.find(key).flatMap(read -> desk.earlier(origin, eventId, read));
        CommandAnswer answer = earlier.orElseGet(() -> desk.door()
                .commands()
                .send(origin.event(
                        eventId,
                        key,
                        null,
                        creation(caller, key, eventId, body),
                        desk.door().clock())));
        desk.answers().send(context, caller, answer);
    }

    private SessionCreated creation(Caller caller, SessionKey key, String eventId, JsonBody body) {
        fill(caller, eventId, body);
        SessionCreated creation = body.as(SessionCreated.class);
        if (caller.scope() != Scope.TENANT && !creation.getOwnerUserId().equals(caller.userId())) {
            throw new ProblemException(Problem.forbidden(
                    "A session for another user may be created by a caller alone whose scope is the" + " tenant"));
        }
        String name = creation.getName();
        if (name != null && desk.door().names().isTaken(key, creation.getOwnerUserId(), name)) {
            throw new ProblemException(CommandProblems.nameTaken(name));
        }
        String applicationId = creation.getApplicationId();
        if (applicationId != null) {
            requireLaunchable(new ApplicationKey(caller.tenantId(), applicationId), eventId);
        }
        return creation;
    }

    private void fill(Caller caller, String eventId, JsonBody body) {
        if (caller.scope() != Scope.TENANT && body.has("policy")) {
            throw new ProblemException(
                    Problem.forbidden("A policy may be given by a caller alone whose scope is the tenant"));
        }
        body.set("createdByUserId", caller.userId())
                .set("credentialId", caller.credentialId())
                .fill("sessionId", EventIds.derived("incarnation", eventId))
                .fill("ownerUserId", caller.userId())
                .fill("concurrency", Concurrency.EXCLUSIVE.name())
                .fill("memberPolicy", MemberPolicy.STRICT.name());
        ObjectNode policy = body.object("policy");
        if (policy != null) {
            DoorPolicy.fill(policy, desk.door().policy());
        }
    }

    private void requireLaunchable(ApplicationKey key, String eventId) {
        String installId = EventIds.derived(
                "reinstall", eventId, desk.door().clock().instant().toString());
        LaunchAnswer answer = Answers.require(desk.door().launches().ask(key, installId));
        if (answer instanceof LaunchAnswer.Installing installing) {
            throw new ProblemException(
                    installing("application_installing", installing.message(), installing.retryAfterMs()));
        } else if (answer instanceof LaunchAnswer.Reinstall reinstall) {
            throw new ProblemException(
                    installing("application_installing", reinstall.message(), reinstall.retryAfterMs()));
        } else if (answer instanceof LaunchAnswer.Failed failed) {
            throw new ProblemException(refused(409, "application_failed", failed.message()));
        } else if (answer instanceof LaunchAnswer.Disabled disabled) {
            throw new ProblemException(refused(409, "application_disabled", disabled.message()));
        } else if (answer instanceof LaunchAnswer.Unknown unknown) {
            throw new ProblemException(refused(422, "unknown_application", unknown.message()));
        }
    }

    private static Problem installing(String code, String message, long retryAfterMs) {
        return new Problem(503, code, "The application is not there yet", message, Duration.ofMillis(retryAfterMs));
    }

    private static Problem refused(int status, String code, String message) {
        return new Problem(status, code, "No session can be launched from the application", message, null);
    }
}
