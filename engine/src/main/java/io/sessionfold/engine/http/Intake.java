package io.sessionfold.engine.http;

import io.sessionfold.engine.config.LimitSettings;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The limits of a body, whoever reads it: its size, announced or not, and how long it may take to arrive. */
final class Intake extends Handler.Wrapper {

    private final LimitSettings limits;

    Intake(LimitSettings limits) {
        this.limits = limits;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH) > limits.bodyBytesMax()) {
            Response.writeError(request, response, callback, HttpStatus.PAYLOAD_TOO_LARGE_413);
            return true;
        }
        Body body = new Body(request, limits);
        if (hasBody(request)) {
            cutUnlessRead(body);
        }
        return super.handle(body, response, callback);
    }

    private static boolean hasBody(Request request) {
        return request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH) > 0
                || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }

    /** What is sent around the bytes of a chunk is no part of the body, and no read would ever see that it is late. */
    private void cutUnlessRead(Body body) {
        Request.addCompletionListener(body, failure -> body.isOver = true);
        lookLater(body);
    }

    private void lookLater(Body body) {
        getServer()
                .getScheduler()
                .schedule(() -> look(body), limits.patience().toNanos() / 4 * 5, TimeUnit.NANOSECONDS);
    }

    private void look(Body body) {
        if (body.isOver) {
            return;
        }
        if (body.isAwaited) {
            body.getConnectionMetaData()
                    .getConnection()
                    .getEndPoint()
                    .close(new EofException("The body did not arrive in time"));
        } else {
            lookLater(body);
        }
    }

    private static final class Body extends Request.Wrapper {

        private final LimitSettings limits;
        private final long beganNanos = System.nanoTime();
        private long bytes;

        /** Somebody waits for more of it. */
        private volatile boolean isAwaited;

        /** The request is answered. */
        private volatile boolean isOver;

        Body(Request request, LimitSettings limits) {
            super(request);
            this.limits = limits;
        }

        @Override
        public Content.Chunk read() {
            Content.Chunk chunk = super.read();
            isAwaited = chunk == null;
            if (chunk == null || Content.Chunk.isFailure(chunk)) {
                return chunk;
            }
            bytes += chunk.remaining();
            if (bytes > limits.bodyBytesMax()) {
                return failed(chunk, Problem.bodyTooLarge());
            }
            // A client that is silent is cut by the connection's idle time-out; this is for one that drips.
            boolean isLate = System.nanoTime() - beganNanos > limits.patience().toNanos();
            return isLate && !chunk.isLast() ? failed(chunk, Problem.requestTimeout()) : chunk;
        }

        private static Content.Chunk failed(Content.Chunk chunk, Problem problem) {
            chunk.release();
            return Content.Chunk.from(new IntakeException(problem), true);
        }
    }
}
