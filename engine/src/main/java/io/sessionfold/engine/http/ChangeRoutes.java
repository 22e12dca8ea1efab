package io.sessionfold.engine.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.sessionfold.engine.access.Caller;
import io.sessionfold.engine.access.Verb;
import io.sessionfold.engine.query.ChangeFeed;
import io.sessionfold.engine.query.ChangeFeeds;
import io.sessionfold.engine.query.PositionToken;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stream of changes as server-sent events. */
final class ChangeRoutes implements Routes {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeRoutes.class);

    /** Each open stream holds a thread, and up to a few MiB of changes that wait. */
    static final int STREAMS_MAX = 256;

    /** Proxies commonly cut a connection that is silent for 30 s. */
    static final Duration COMMENT_EVERY = Duration.ofSeconds(15);

    private final ChangeFeeds feeds;
    private final Callers callers;
    private final Duration commentEvery;
    private final Semaphore free = new Semaphore(STREAMS_MAX);
    private volatile boolean closed;

    ChangeRoutes(ChangeFeeds feeds, Callers callers, Duration commentEvery) {
        this.feeds = feeds;
        this.callers = callers;
        this.commentEvery = commentEvery;
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.routes.get("/v1/changes", this::stream);
    }

    /** {@code GET /v1/changes}; returns when the reader or the server is gone. */
    private void stream(Context context) {
        Caller caller = callers.of(context);
        Permits.tenant(caller, Verb.READ);
        QueryParameters.of(context, Set.of());
        PositionToken after = after(context.header("Last-Event-ID"));
        if (!free.tryAcquire()) {
            throw new ProblemException(Problem.tooManyStreams(STREAMS_MAX));
        }
        try (ChangeFeed feed = new VisibleChanges(open(caller.tenantId(), after), caller)) {
            send(feed, context);
        } finally {
            free.release();
        }
    }

    /** Ends every stream within {@link ChangeStream#POLL}. */
    @Override
    public void close() {
        closed = true;
    }

    private void send(ChangeFeed feed, Context context) {
        try {
            ChangeStream stream = new ChangeStream(context.res(), commentEvery);
            stream.begin();
            while (!closed && !feed.isCut()) {
                stream.send(feed);
            }
        } catch (IOException e) {
            LOG.debug("A reader of the changes is gone, or takes nothing any more", e);
        } catch (KafkaException e) {
            // The reader connects again and goes on behind the last event it got.
            LOG.warn("A stream of changes ends because Kafka does not answer", e);
        }
    }

    private ChangeFeed open(String tenant, @Nullable PositionToken after) {
        try {
            return feeds.open(tenant, after);
        } catch (KafkaException e) {
            throw new ProblemException(Problem.kafkaUnavailable());
        }
    }

    private static @Nullable PositionToken after(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isEmpty()) {
            return null;
        }
        return PositionToken.parse(lastEventId)
                .orElseThrow(() -> new ProblemException(Problem.invalidRequest(
                        "Expected Last-Event-ID to be the id of an event or the position of a list, but it was not")));
    }
}
