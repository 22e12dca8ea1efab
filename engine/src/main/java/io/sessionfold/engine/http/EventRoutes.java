package io.sessionfold.engine.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.sessionfold.engine.access.Caller;
import io.sessionfold.engine.access.Scope;
import io.sessionfold.engine.access.Verb;
import io.sessionfold.engine.command.Appended;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The ingest of events, one or many. Each is acknowledged with its position once Kafka has it, and decided later; a bad one
 * gets its own error, and the good ones are kept.
 */
final class EventRoutes implements Routes {

    private static final int ACCEPTED = 202;
    private static final int MULTI_STATUS = 207;

    private final CommandDesk desk;
    private final TenantLimits limits;

    EventRoutes(CommandDesk desk, TenantLimits limits) {
        this.desk = desk;
        this.limits = limits;
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.routes.post("/v1/events", this::ingest);
    }

    private void ingest(Context context) {
        Caller caller = desk.caller(context);
        Permits.tenant(caller, Verb.INGEST);
        if (caller.scope() != Scope.TENANT) {
            throw new ProblemException(
                    Problem.forbidden("Events are taken from a caller alone whose scope is the tenant"));
        }
        QueryParameters.of(context, Set.of());
        EventIntake intake = new EventIntake(CommandOrigin.of(caller, context), desk.door());
        EventBodies bodies = EventBodies.of(context);
        limits.countEvents(caller.tenantId(), bodies.items().size());
        List<ObjectNode> results = results(append(intake, bodies));
        if (bodies.isOne()) {
            one(context, results.get(0));
            return;
        }
        ObjectNode json = CommandAnswers.fields();
        ArrayNode list = json.putArray("results");
        results.forEach(list::add);
        context.status(MULTI_STATUS);
        Answers.json(context, json);
    }

    private static void one(Context context, ObjectNode result) {
        int status = result.path("status").intValue();
        context.status(status);
        if (status == ACCEPTED) {
            context.header(Answers.POSITION, result.path("position").textValue());
            result.remove("status");
            Answers.json(context, result);
        } else {
            context.contentType(Problem.MEDIA_TYPE).result(result.toString());
        }
    }

    /** In the order of the request; once one could not be written, none behind it is, so that none overtakes it. */
    private List<Taken> append(EventIntake intake, EventBodies bodies) {
        List<Taken> all = new ArrayList<>();
        boolean isBlocked = false;
        for (EventBodies.Item item : bodies.items()) {
            Taken taken = isBlocked ? Taken.blocked() : intake.take(item, all.size());
            isBlocked = isBlocked || taken.isUnwritten();
            all.add(taken);
        }
        return all;
    }

    private List<ObjectNode> results(List<Taken> all) {
        return all.stream().map(taken -> taken.json(desk.answers())).toList();
    }

    /**
     * An event that was taken, or its problem.
     *
     * @param eventId empty if it has none
     */
    record Taken(String eventId, CompletableFuture<Appended> appended, List<Problem> problems) {

        static Taken refused(Problem problem) {
            return new Taken("", new CompletableFuture<>(), List.of(problem));
        }

        static Taken blocked() {
            return refused(CommandProblems.of(new Appended.NotWritten("an event before it could not be written")));
        }

        static Taken of(String eventId, CompletableFuture<Appended> appended) {
            return new Taken(eventId, appended, List.of());
        }

        boolean isUnwritten() {
            return problems.isEmpty() && appended.isDone() && appended.join() instanceof Appended.NotWritten;
        }

        ObjectNode json(CommandAnswers answers) {
            if (!problems.isEmpty()) {
                return problems.get(0).toJson();
            }
            Appended done = appended.join();
            if (done instanceof Appended.At at) {
                return CommandAnswers.fields()
                        .put("status", ACCEPTED)
                        .put("eventId", eventId)
                        .put("position", answers.token(at.position()).text());
            }
            return CommandProblems.of(done).toJson().put("eventId", eventId);
        }
    }
}
