package io.sessionfold.engine.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The requests that came and are not answered yet. Once the server is about to end, each answer asks its client to close the
 * connection, so that the next request goes where somebody will be. Thread-safe.
 */
final class OpenRequests extends Handler.Wrapper {

    private volatile boolean leaving;
    private int open;

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (leaving) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        begun();
        Request.addCompletionListener(request, failure -> done());
        return super.handle(request, response, callback);
    }

    /** The server is about to end. */
    void leave() {
        leaving = true;
    }

    boolean isLeaving() {
        return leaving;
    }

    /**
     * Waits until every request is answered.
     *
     * @return how many are not
     */
    synchronized int awaitAnswers(Duration patience) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + patience.toNanos();
        while (open > 0 && deadlineNanos - System.nanoTime() > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, deadlineNanos - System.nanoTime());
        }
        return open;
    }

    private synchronized void begun() {
        open++;
    }

    private synchronized void done() {
        open--;
        notifyAll();
    }
}
