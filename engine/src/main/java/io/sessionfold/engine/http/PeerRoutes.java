package io.sessionfold.engine.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.sessionfold.engine.application.Application;
import io.sessionfold.engine.application.ApplicationKey;
import io.sessionfold.engine.codec.ApplicationCodec;
import io.sessionfold.engine.history.HistoryWish;
import io.sessionfold.engine.history.PastForms;
import io.sessionfold.engine.history.PastWish;
import io.sessionfold.engine.peer.ApplicationPartForm;
import io.sessionfold.engine.peer.ParkedForm;
import io.sessionfold.engine.peer.PartForm;
import io.sessionfold.engine.peer.PeerPasses;
import io.sessionfold.engine.peer.PeerPaths;
import io.sessionfold.engine.peer.SessionForm;
import io.sessionfold.engine.query.ApplicationPart;
import io.sessionfold.engine.query.ParkedEvent;
import io.sessionfold.engine.query.PartRead;
import io.sessionfold.engine.query.PartWish;
import io.sessionfold.engine.query.ReadWish;
import io.sessionfold.engine.query.SessionRead;
import io.sessionfold.engine.query.Source;
import io.sessionfold.engine.session.SessionKey;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** What the other instances ask: answered from this one's stores, never asked on. */
final class PeerRoutes implements Routes {

    private static final String EVERYTHING_BELOW = "/internal/*";
    private static final Set<String> READ_PARAMETERS = Set.of("key", "minOffset", "minVersion", "patienceMs");

    private static final Set<String> LIST_PARAMETERS = Set.of("tenant", "after", "limit", "partitions");
    private static final int APPLICATIONS_MAX = 1_000;
    private static final int HISTORY_MAX = 200;

    private static final ThreadLocal<ApplicationCodec> APPLICATIONS = ThreadLocal.withInitial(ApplicationCodec::new);

    private final PeerPorts ports;

    PeerRoutes(PeerPorts ports) {
        this.ports = ports;
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.routes.before(EVERYTHING_BELOW, this::admit);
        config.routes.get(PeerPaths.OWNED, this::owned);
        config.routes.get(PeerPaths.COPIED, this::copied);
        config.routes.get(PeerPaths.PARKED, this::parked);
        config.routes.get(PeerPaths.PART, this::part);
        config.routes.get(PeerPaths.AS_OF, this::asOf);
        config.routes.get(PeerPaths.HISTORY, this::history);
        config.routes.get(PeerPaths.APPLICATION, this::application);
        config.routes.get(PeerPaths.APPLICATIONS, this::applications);
    }

    /** Without a secret an instance is whoever asks from this machine; with one, whoever has a pass for this request. */
    private void admit(Context context) {
        String query = context.queryString();
        String asked = context.path() + (query == null ? "" : '?' + query);
        boolean isPeer = ports.passes().isSigned()
                ? ports.passes()
                        .isGood(
                                context.header(PeerPasses.HEADER),
                                context.method().name(),
                                asked)
                : LoopbackCallers.isLocal(context);
        if (!isPeer) {
            throw new ProblemException(
                    Problem.unauthenticated("The other instances of this engine alone are answered here"));
        }
    }

    private void owned(Context context) {
        QueryParameters parameters = QueryParameters.of(context, READ_PARAMETERS);
        answer(context, Answers.require(ports.sessions().read(session(parameters), wish(parameters))));
    }

    private void copied(Context context) {
        QueryParameters parameters = QueryParameters.of(context, READ_PARAMETERS);
        answer(context, Answers.require(ports.copies().read(session(parameters), wish(parameters))));
    }

    private void parked(Context context) {
        SessionKey key = session(QueryParameters.of(context, Set.of("key")));
        List<ParkedEvent> events = Answers.require(ports.parked().find(key));
        context.contentType("application/octet-stream").result(ParkedForm.write(events));
    }

    private void part(Context context) {
        PartWish wish = PeerParts.of(QueryParameters.of(context, PeerParts.PARAMETERS));
        PartRead read = Answers.require(ports.parts().read(wish));
        staleness(context, read.source());
        context.contentType("application/octet-stream").result(PartForm.write(read));
    }

    private void asOf(Context context) {
        QueryParameters parameters =
                QueryParameters.of(context, Set.of("key", "offset", "timeMs", "owner", "patienceMs"));
        PastWish wish = new PastWish(
                offset(parameters, "offset"),
                offset(parameters, "timeMs"),
                parameters.text("owner"),
                patience(parameters));
        Answers.json(context, PastForms.write(Answers.require(ports.history().asOf(session(parameters), wish))));
    }

    private void history(Context context) {
        QueryParameters parameters =
                QueryParameters.of(context, Set.of("key", "after", "limit", "minOffset", "owner", "patienceMs"));
        HistoryWish wish = new HistoryWish(
                parameters.large("after", -1),
                parameters.whole("limit", 1, HISTORY_MAX, HISTORY_MAX),
                parameters.large("minOffset", -1),
                parameters.text("owner"),
                patience(parameters));
        Answers.json(context, PastForms.write(Answers.require(ports.history().history(session(parameters), wish))));
    }

    private void application(Context context) {
        String text = required(QueryParameters.of(context, Set.of("key")));
        // The two kinds of record keys are formed alike.
        ApplicationKey key = SessionKey.parse(text)
                .map(parts -> new ApplicationKey(parts.tenantId(), parts.sessionKey()))
                .orElseThrow(() -> wrongKey(text));
        Application application = Answers.require(ports.applications().stored(key));
        context.contentType("application/octet-stream")
                .result(APPLICATIONS.get().encode(application));
    }

    private void applications(Context context) {
        QueryParameters parameters = QueryParameters.of(context, LIST_PARAMETERS);
        ApplicationPart part = Answers.require(ports.applications()
                .part(
                        PeerParts.required(parameters, "tenant"),
                        parameters.text("after"),
                        parameters.whole("limit", 1, APPLICATIONS_MAX, APPLICATIONS_MAX),
                        PeerParts.partitions(parameters)));
        context.contentType("application/octet-stream").result(ApplicationPartForm.write(part));
    }

    private static void answer(Context context, SessionRead read) {
        staleness(context, read.source());
        context.contentType("application/octet-stream").result(SessionForm.write(read));
    }

    private static void staleness(Context context, Source source) {
        if (source.staleness() != null) {
            context.header(PeerPaths.STALENESS, Long.toString(source.staleness().toMillis()));
        }
    }

    private static SessionKey session(QueryParameters parameters) {
        String text = required(parameters);
        return SessionKey.parse(text).orElseThrow(() -> wrongKey(text));
    }

    private static ReadWish wish(QueryParameters parameters) {
        return new ReadWish(
                offset(parameters, "minOffset"), offset(parameters, "minVersion"), false, patience(parameters));
    }

    private static Duration patience(QueryParameters parameters) {
        return Duration.ofMillis(parameters.whole("patienceMs", 0, 60_000, 0));
    }

    private static OptionalLong offset(QueryParameters parameters, String name) {
        long value = parameters.large(name, -1);
        return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static String required(QueryParameters parameters) {
        String text = parameters.text("key");
        if (text == null) {
            throw new ProblemException(Problem.invalidRequest("Expected the parameter key"));
        }
        return text;
    }

    private static ProblemException wrongKey(String text) {
        return QueryParameters.wrong("key", "a record key", text);
    }
}
