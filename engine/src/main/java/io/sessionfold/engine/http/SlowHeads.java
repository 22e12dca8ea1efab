package io.sessionfold.engine.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Cuts connections on which the head of a request does not arrive in time. An idle time-out alone would let a client that
 * sends a byte now and then keep its connection for ever.
 */
final class SlowHeads extends Handler.Wrapper implements Connection.Listener {

    /** How late a connection may be cut, as a part of the patience. */
    private static final int LOOKS_PER_PATIENCE = 4;

    /** The connections without a request, by when their wait for one began. */
    private final Map<Connection, Long> waiting = new ConcurrentHashMap<>();

    private final long patienceNanos;
    private volatile boolean stopped;

    SlowHeads(Duration patience) {
        this.patienceNanos = patience.toNanos();
    }

    @Override
    public void onOpened(Connection connection) {
        // Inside TLS there is another one, which is there from the handshake on.
        if (!(connection instanceof SslConnection)) {
            waiting.put(connection, System.nanoTime());
        }
    }

    @Override
    public void onClosed(Connection connection) {
        waiting.remove(connection);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Connection connection = request.getConnectionMetaData().getConnection();
        waiting.remove(connection);
        Request.addCompletionListener(request, failure -> waiting.put(connection, System.nanoTime()));
        return super.handle(request, response, callback);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        stopped = false;
        lookLater();
    }

    @Override
    protected void doStop() throws Exception {
        stopped = true;
        super.doStop();
    }

    private void lookLater() {
        getServer().getScheduler().schedule(this::look, patienceNanos / LOOKS_PER_PATIENCE, TimeUnit.NANOSECONDS);
    }

    private void look() {
        if (stopped) {
            return;
        }
        long now = System.nanoTime();
        waiting.forEach((connection, since) -> {
            // A connection that was closed while its last answer went out was put here again.
            if (now - since > patienceNanos || !connection.getEndPoint().isOpen()) {
                waiting.remove(connection, since);
                connection.getEndPoint().close();
            }
        });
        lookLater();
    }
}
