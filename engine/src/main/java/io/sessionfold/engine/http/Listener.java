package io.sessionfold.engine.http;

import io.javalin.config.JavalinConfig;
import io.sessionfold.engine.config.AccessSettings;
import io.sessionfold.engine.config.LimitSettings;
import io.sessionfold.engine.config.TlsSettings;
import io.sessionfold.engine.tls.TlsContexts;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** The socket on which HTTP is answered: HTTP/1.1, in clear or over TLS, with patience for nobody for ever. */
final class Listener {

    /**
     * The largest head of a request: the largest credential (8 KiB), a position of a thousand partitions (16 KiB), and
     * room for what proxies add.
     */
    static final int HEAD_BYTES_MAX = 32 * 1024;

    /** For all that is no stream; Jetty's own default. */
    private static final int OTHER_THREADS = 200;

    private final LimitSettings limits;
    private final TlsSettings tls;
    private final SlowHeads heads;
    private final OpenRequests requests = new OpenRequests();
    private @Nullable ServerConnector door;
    private String host = "";
    private int port;

    Listener(AccessSettings access) {
        this.limits = access.limits();
        this.tls = access.tls();
        this.heads = new SlowHeads(limits.patience());
    }

    /** Says where; before the start. */
    void at(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /** Those that came and are not answered yet. */
    OpenRequests requests() {
        return requests;
    }

    /** Lets nobody in any more; who is in stays. */
    void shut() {
        if (door != null) {
            door.close();
        }
    }

    void addTo(JavalinConfig config) {
        config.http.maxRequestSize = limits.bodyBytesMax();
        config.jetty.threadPool = new QueuedThreadPool(ChangeRoutes.STREAMS_MAX + OTHER_THREADS);
        config.jetty.modifyServer(server -> {
            ClearUris uris = new ClearUris();
            uris.setHandler(new Intake(limits));
            heads.setHandler(uris);
            requests.setHandler(heads);
            server.setHandler(requests);
        });
        config.jetty.modifyHttpConfiguration(http -> {
            http.setRequestHeaderSize(HEAD_BYTES_MAX);
            http.setSendServerVersion(false);
        });
        config.jetty.addConnector(this::connector);
    }

    private ServerConnector connector(Server server, HttpConfiguration http) {
        ServerConnector connector = tls.isOn() ? encrypted(server, http) : clear(server, http);
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(limits.idle().toMillis());
        connector.addBean(heads, false);
        door = connector;
        return connector;
    }

    private static ServerConnector clear(Server server, HttpConfiguration http) {
        return new ServerConnector(server, new HttpConnectionFactory(http));
    }

    private ServerConnector encrypted(Server server, HttpConfiguration http) {
        SslContextFactory.Server context = new SslContextFactory.Server();
        context.setSslContext(TlsContexts.server(tls));
        context.setIncludeProtocols(TlsContexts.protocols());
        // Which name a client asked for is the client's business: it checks the certificate.
        http.addCustomizer(new SecureRequestCustomizer(false));
        return new ServerConnector(
                server, new SslConnectionFactory(context, "http/1.1"), new HttpConnectionFactory(http));
    }
}
