package io.sessionfold.engine.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.sessionfold.contract.ApplicationInstallRequested;
import io.sessionfold.engine.access.Caller;
import io.sessionfold.engine.access.Verb;
import io.sessionfold.engine.application.ApplicationKey;
import io.sessionfold.engine.command.Appended;
import java.util.Set;

/** The commands on applications. */
final class ApplicationRoutes implements Routes {

    private static final int ACCEPTED = 202;

    private final CommandDesk desk;

    ApplicationRoutes(CommandDesk desk) {
        this.desk = desk;
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.routes.post("/v1/applications/{id}/install", this::install);
    }

    /**
     * The row says how the installation goes; nobody waits for it here, because it takes minutes. Nor is there a position:
     * the event is of another log than the sessions'.
     */
    private void install(Context context) {
        Caller caller = desk.caller(context);
        Permits.tenant(caller, Verb.ADMINISTER);
        // An application's id keeps to the same rule as a session's key.
        String id = SessionPaths.key(caller, context.pathParam("id")).sessionKey();
        QueryParameters.of(context, Set.of());
        CommandOrigin origin = CommandOrigin.of(caller, context);
        ApplicationInstallRequested request =
                JsonBody.of(context).set("requesterUserId", caller.userId()).as(ApplicationInstallRequested.class);
        String eventId = origin.eventId("install", id);
        Appended appended = desk.door()
                .launches()
                .install(new ApplicationKey(caller.tenantId(), id), eventId, request)
                .join();
        if (!(appended instanceof Appended.At)) {
            throw new ProblemException(CommandProblems.of(appended));
        }
        context.status(ACCEPTED);
        ObjectNode json = CommandAnswers.fields()
                .put("decided", "unknown")
                .putNull("reason")
                .put("eventId", eventId)
                .putNull("position");
        Answers.json(context, json);
    }
}
