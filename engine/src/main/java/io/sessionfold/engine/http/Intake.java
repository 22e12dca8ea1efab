package io.sessionfold.engine.http;

import io.sessionfold.engine.config.LimitSettings;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
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
        return super.handle(new Body(request, limits), response, callback);
    }

    private static final class Body extends Request.Wrapper {

        private final LimitSettings limits;
        private final long beganNanos = System.nanoTime();
        private long bytes;

        Body(Request request, LimitSettings limits) {
            super(request);
            this.limits = limits;
        }

        @Override
        public Content.Chunk read() {
            Content.Chunk chunk = super.read();
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
