package io.sessionfold.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** What a client may be told before it begins. Not thread-safe. */
public final class SessionfoldClientBuilder {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration WITHIN = Duration.ofSeconds(45);

    private final List<URI> instances;
    private Credentials credentials = Credentials.none();
    private Duration within = WITHIN;
    private Duration attempt = Patience.ATTEMPT;
    private Clockwork clockwork = Clockwork.real();
    private @Nullable String producerId;
    private @Nullable SSLContext tls;
    private @Nullable Executor executor;

    SessionfoldClientBuilder(List<URI> instances) {
        this.instances = List.copyOf(instances);
    }

    /** Who the caller is; nobody, unless said. */
    public SessionfoldClientBuilder credentials(Credentials given) {
        credentials = given;
        return this;
    }

    /** How a certificate is judged, and which one is shown; the JDK's default, unless said. */
    public SessionfoldClientBuilder tls(SSLContext given) {
        tls = given;
        return this;
    }

    /**
     * What a gateway calls itself: the runs that it sends are its own, and a later life of it finds them again (INV-35). It
     * needs a caller who speaks for the tenant; the caller's user, unless said.
     */
    public SessionfoldClientBuilder producer(String given) {
        producerId = given;
        return this;
    }

    /** How long a call may take, with all its attempts; 45 s, unless said. */
    public SessionfoldClientBuilder within(Duration given) {
        within = given;
        return this;
    }

    /** How long one attempt may take; 15 s, which a command needs whose Kafka is slow, unless said. */
    public SessionfoldClientBuilder attempt(Duration given) {
        attempt = given;
        return this;
    }

    /** On what the answers are handled; threads of the client's own, unless said. */
    public SessionfoldClientBuilder executor(Executor given) {
        executor = given;
        return this;
    }

    SessionfoldClientBuilder clockwork(Clockwork given) {
        clockwork = given;
        return this;
    }

    public SessionfoldClient build() {
        HttpClient.Builder http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT);
        if (tls != null) {
            http.sslContext(tls);
        }
        if (executor != null) {
            http.executor(executor);
        }
        Transport transport = new Transport(http.build(), new Instances(instances), credentials, clockwork, attempt);
        ControlPlane plane =
                new ControlPlane(transport, new ServerCapabilities(transport, clockwork), within, producerId);
        return new SessionfoldClient(plane, new ChangeSource(transport, clockwork));
    }
}
