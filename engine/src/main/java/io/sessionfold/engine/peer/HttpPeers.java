package io.sessionfold.engine.peer;

import io.sessionfold.engine.application.Application;
import io.sessionfold.engine.application.ApplicationKey;
import io.sessionfold.engine.codec.ApplicationCodec;
import io.sessionfold.engine.query.ApplicationPart;
import io.sessionfold.engine.query.ParkedEvent;
import io.sessionfold.engine.query.PartRead;
import io.sessionfold.engine.query.PartWish;
import io.sessionfold.engine.query.Peers;
import io.sessionfold.engine.query.QueryResult;
import io.sessionfold.engine.query.ReadWish;
import io.sessionfold.engine.query.SessionFilter;
import io.sessionfold.engine.query.SessionRead;
import io.sessionfold.engine.query.Source;
import io.sessionfold.engine.session.SessionKey;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The other instances over HTTP. */
public final class HttpPeers implements Peers {

    private static final ThreadLocal<ApplicationCodec> APPLICATIONS = ThreadLocal.withInitial(ApplicationCodec::new);

    private final PeerClient client;

    public HttpPeers(PeerClient client) {
        this.client = client;
    }

    @Override
    public QueryResult<SessionRead> owned(String instance, SessionKey key, ReadWish wish) {
        return session(PeerPaths.OWNED, instance, key, wish);
    }

    @Override
    public QueryResult<SessionRead> copied(String instance, SessionKey key, ReadWish wish) {
        return session(PeerPaths.COPIED, instance, key, wish);
    }

    @Override
    public QueryResult<List<ParkedEvent>> parked(String instance, SessionKey key) {
        String path =
                new PeerQuery(PeerPaths.PARKED).with("key", key.recordKey()).text();
        return client.ask(instance, path, Duration.ZERO, answer -> ParkedForm.read(answer.body()));
    }

    @Override
    public QueryResult<PartRead> part(String instance, PartWish wish) {
        SessionFilter filter = wish.filter();
        String asked = new PeerQuery(PeerPaths.PART)
                .with("tenant", filter.tenantId())
                .with("owner", filter.owner())
                .with("phase", filter.phase())
                .with("active", filter.active())
                .with("kind", filter.kind())
                .with("name", filter.name())
                .with("producer", filter.producer())
                .with("live", filter.live() ? true : null)
                .with("quarantined", filter.quarantined())
                .with("after", wish.after() == null ? null : wish.after().sessionKey())
                .with("limit", wish.limit())
                .with("partitions", joined(wish.partitions().stream().map(String::valueOf)))
                .with(
                        "minOffsets",
                        wish.minOffsets().isEmpty()
                                ? null
                                : joined(wish.minOffsets().entrySet().stream()
                                        .map(offset -> offset.getKey() + ":" + offset.getValue())))
                .with("copies", wish.fromCopies() ? true : null)
                .text();
        Duration patience = wish.minOffsets().isEmpty() ? Duration.ZERO : ReadWish.PATIENCE;
        return client.ask(
                instance,
                asked,
                patience,
                answer -> PartForm.read(filter, answer.body(), new Source(instance, staleness(answer))));
    }

    @Override
    public QueryResult<Application> application(String instance, ApplicationKey key) {
        String path = new PeerQuery(PeerPaths.APPLICATION)
                .with("key", key.recordKey())
                .text();
        return client.ask(
                instance, path, Duration.ZERO, answer -> APPLICATIONS.get().decode(key, answer.body()));
    }

    @Override
    public QueryResult<ApplicationPart> applications(
            String instance, String tenantId, @Nullable String after, int limit, List<Integer> partitions) {
        String path = new PeerQuery(PeerPaths.APPLICATIONS)
                .with("tenant", tenantId)
                .with("after", after)
                .with("limit", limit)
                .with("partitions", joined(partitions.stream().map(String::valueOf)))
                .text();
        return client.ask(instance, path, Duration.ZERO, answer -> ApplicationPartForm.read(tenantId, answer.body()));
    }

    private QueryResult<SessionRead> session(String path, String instance, SessionKey key, ReadWish wish) {
        String asked =
                new PeerQuery(path).with("key", key.recordKey()).with(wish).text();
        // Only a wish waits on the other side.
        boolean isWaiting = wish.minOffset().isPresent() || wish.minVersion().isPresent();
        return client.ask(
                instance,
                asked,
                isWaiting ? wish.patience() : Duration.ZERO,
                answer -> SessionForm.read(key, answer.body(), new Source(instance, staleness(answer))));
    }

    private static String joined(Stream<String> texts) {
        return texts.collect(Collectors.joining(","));
    }

    private static @Nullable Duration staleness(HttpResponse<byte[]> answer) {
        return answer.headers()
                .firstValue(PeerPaths.STALENESS)
                .map(text -> Duration.ofMillis(Long.parseLong(text)))
                .orElse(null);
    }
}
