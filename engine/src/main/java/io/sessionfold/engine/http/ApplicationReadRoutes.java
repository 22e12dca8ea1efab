package io.sessionfold.engine.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.sessionfold.engine.access.Caller;
import io.sessionfold.engine.access.Verb;
import io.sessionfold.engine.application.ApplicationBody;
import io.sessionfold.engine.application.ApplicationKey;
import io.sessionfold.engine.application.ApplicationRow;
import io.sessionfold.engine.application.Icon;
import io.sessionfold.engine.codec.ApplicationOutputCodec;
import io.sessionfold.engine.query.ApplicationPage;
import io.sessionfold.engine.query.ApplicationQuery;
import io.sessionfold.engine.query.QueryResult;
import io.sessionfold.json.RecordJson;
import java.util.Set;

/** The applications that sessions are launched from: a page of them, one, and its picture. */
final class ApplicationReadRoutes implements Routes {

    private static final int LIMIT_DEFAULT = 50;

    /** Each may be half a megabyte to read. */
    private static final int LIMIT_MAX = 200;

    private static final Set<String> LIST_PARAMETERS = Set.of("limit", "cursor");

    private final ApplicationQuery applications;
    private final Callers callers;

    ApplicationReadRoutes(ApplicationQuery applications, Callers callers) {
        this.applications = applications;
        this.callers = callers;
    }

    @Override
    public void addTo(JavalinConfig config) {
        Routes.get(config, "/v1/applications", this::list);
        Routes.get(config, "/v1/applications/{id}", this::one);
        Routes.get(config, "/v1/applications/{id}/icon", this::icon);
    }

    private void list(Context context) {
        Caller caller = reader(context);
        QueryParameters parameters = QueryParameters.of(context, LIST_PARAMETERS);
        int limit = parameters.whole("limit", 1, LIMIT_MAX, LIMIT_DEFAULT);
        String after = ApplicationCursors.parse(caller.tenantId(), parameters.text("cursor"));
        ApplicationPage page = Answers.require(applications.list(caller.tenantId(), after, limit));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode rows = json.putArray("applications");
        page.rows().forEach(row -> rows.add(RecordJson.toJson(ApplicationOutputCodec.write(row))));
        Answers.json(context, json.put("cursor", ApplicationCursors.text(caller.tenantId(), page.next())));
    }

    /** The picture has an address of its own, where it is one. */
    private void one(Context context) {
        ApplicationRow row = find(context);
        ObjectNode json = RecordJson.toJson(ApplicationOutputCodec.write(row));
        Answers.json(context, json.putNull("icon"));
    }

    private void icon(Context context) {
        ApplicationBody body = find(context).body();
        Icon icon = body.icon();
        if (icon == null || icon.size() == 0) {
            throw new ProblemException(Problem.iconNotFound());
        }
        IconAnswers.answer(context, icon, body.iconMediaType());
    }

    private ApplicationRow find(Context context) {
        Caller caller = reader(context);
        ApplicationKey key = new ApplicationKey(caller.tenantId(), SessionPaths.applicationId(caller, context));
        QueryParameters.of(context, Set.of());
        QueryResult<ApplicationRow> found = applications.find(key);
        if (found instanceof QueryResult.NotFound<ApplicationRow>) {
            throw new ProblemException(Problem.applicationNotFound());
        }
        return Answers.require(found);
    }

    /** An application is the tenant's: whoever reads anything of the tenant may see what sessions are made from. */
    private Caller reader(Context context) {
        Caller caller = callers.of(context);
        Permits.tenant(caller, Verb.READ);
        return caller;
    }
}
