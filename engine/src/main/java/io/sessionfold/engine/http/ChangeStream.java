package io.sessionfold.engine.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sessionfold.engine.query.Change;
import io.sessionfold.engine.query.ChangeFeed;
import io.sessionfold.json.RecordJson;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** One reader's stream: server-sent events on an HTTP response. */
final class ChangeStream {

    /** How long a stream looks for changes before it looks whether it should end. */
    static final Duration POLL = Duration.ofMillis(500);

    private final HttpServletResponse response;
    private final OutputStream out;
    private final long commentEveryNanos;
    private long lastSentNanos = System.nanoTime();

    ChangeStream(HttpServletResponse response, Duration commentEvery) throws IOException {
        this.response = response;
        this.out = response.getOutputStream();
        this.commentEveryNanos = commentEvery.toNanos();
    }

    /** Sends the headers, and a comment, so that the reader knows that it is connected. */
    void begin() throws IOException {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType("text/event-stream");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        // Proxies that collect answers would hold the events back.
        response.setHeader("X-Accel-Buffering", "no");
        comment("connected");
    }

    /**
     * Sends what a feed has; after a silence, a comment, and how far the feed has come: a reader whose tenant is silent for
     * days can still go on from there.
     *
     * @throws IOException if the reader is gone, or takes nothing for as long as the connection's idle time-out
     */
    void send(ChangeFeed feed) throws IOException {
        List<Change> changes = feed.poll(POLL);
        for (Change change : changes) {
            if (feed.isCut()) {
                return;
            }
            out.write(event(change).getBytes(StandardCharsets.UTF_8));
        }
        if (!changes.isEmpty()) {
            flush();
        } else if (System.nanoTime() - lastSentNanos >= commentEveryNanos) {
            comment("still here\nid: " + feed.position().text());
        }
    }

    private void comment(String text) throws IOException {
        out.write((": " + text + "\n\n").getBytes(StandardCharsets.UTF_8));
        flush();
    }

    private void flush() throws IOException {
        response.flushBuffer();
        lastSentNanos = System.nanoTime();
    }

    private static String event(Change change) {
        return "id: " + change.position().text() + "\nevent: " + name(change) + "\ndata: " + data(change) + "\n\n";
    }

    private static String name(Change change) {
        if (change instanceof Change.Changed) {
            return "session-changed";
        }
        return change instanceof Change.Deleted ? "session-deleted" : "reset";
    }

    private static String data(Change change) {
        if (change instanceof Change.Changed changed) {
            return RecordJson.write(changed.row());
        }
        if (change instanceof Change.Deleted deleted) {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("tenantId", deleted.key().tenantId())
                    .put("sessionKey", deleted.key().sessionKey())
                    .toString();
        }
        return "{}";
    }
}
