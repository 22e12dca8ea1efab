package io.sessionfold.engine.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.sessionfold.engine.access.Caller;
import io.sessionfold.engine.access.Scope;
import io.sessionfold.engine.access.Verb;
import io.sessionfold.engine.codec.RowCodec;
import io.sessionfold.engine.query.LogIdentity;
import io.sessionfold.engine.query.NameMatches;
import io.sessionfold.engine.query.NameQuery;
import io.sessionfold.engine.query.PositionToken;
import io.sessionfold.engine.session.PublicRow;
import io.sessionfold.json.RecordJson;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The session that a name stands for. Not below {@code /v1/sessions/}: there every word is a key (docs/adr/0022). */
final class NameRoutes implements Routes {

    private static final Set<String> PARAMETERS = Set.of("owner", "name");

    private final NameQuery names;
    private final Callers callers;
    private final LogIdentity log;

    NameRoutes(NameQuery names, Callers callers, LogIdentity log) {
        this.names = names;
        this.callers = callers;
        this.log = log;
    }

    @Override
    public void addTo(JavalinConfig config) {
        Routes.get(config, "/v1/session-by-name", this::one);
    }

    private void one(Context context) {
        Caller caller = callers.of(context);
        Permits.tenant(caller, Verb.READ);
        QueryParameters parameters = QueryParameters.of(context, PARAMETERS);
        String name = parameters.text("name");
        if (name == null) {
            throw new ProblemException(Problem.invalidRequest("Expected the parameter name, but it was not given"));
        }
        String owner = parameters.text("owner");
        NameMatches matches = Answers.require(names.find(caller.tenantId(), visible(caller, owner), name));
        PublicRow row = the(matches.rows());
        Answers.position(context, PositionToken.of(row.progress().position()).in(log));
        Answers.source(context, matches.source());
        Answers.json(context, RecordJson.toJson(RowCodec.write(row)));
    }

    /** Whose names the caller may ask for; of everybody else's there are none. */
    private static String visible(Caller caller, @Nullable String owner) {
        if (owner == null || owner.equals(caller.userId()) || caller.scope() == Scope.TENANT) {
            return owner == null ? caller.userId() : owner;
        }
        throw new ProblemException(Problem.sessionNotFound());
    }

    private static PublicRow the(List<PublicRow> rows) {
        if (rows.isEmpty()) {
            throw new ProblemException(Problem.sessionNotFound());
        }
        if (rows.size() > 1) {
            throw new ProblemException(Problem.ambiguousName(
                    rows.stream().map(row -> row.body().key().sessionKey()).toList()));
        }
        return rows.get(0);
    }
}
