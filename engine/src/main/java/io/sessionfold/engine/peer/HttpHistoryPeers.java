package io.sessionfold.engine.peer;

import com.fasterxml.jackson.databind.JsonNode;
import io.sessionfold.engine.history.HistoryPage;
import io.sessionfold.engine.history.HistoryPeers;
import io.sessionfold.engine.history.HistoryWish;
import io.sessionfold.engine.history.PastForms;
import io.sessionfold.engine.history.PastRow;
import io.sessionfold.engine.history.PastWish;
import io.sessionfold.engine.query.QueryResult;
import io.sessionfold.engine.query.Source;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.json.RecordJson;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The histories of the other instances over HTTP. */
public final class HttpHistoryPeers implements HistoryPeers {

    private final PeerClient client;

    public HttpHistoryPeers(PeerClient client) {
        this.client = client;
    }

    @Override
    public QueryResult<PastRow> asOf(String instance, SessionKey key, PastWish wish) {
        String asked = new PeerQuery(PeerPaths.AS_OF)
                .with("key", key.recordKey())
                .with("offset", value(wish.offset()))
                .with("timeMs", value(wish.timeMs()))
                .with("owner", wish.owner())
                .with("patienceMs", wish.patience().toMillis())
                .text();
        Source source = new Source(instance, null);
        return client.ask(instance, asked, wish.patience(), answer -> PastForms.row(json(answer), source));
    }

    @Override
    public QueryResult<HistoryPage> history(String instance, SessionKey key, HistoryWish wish) {
        String asked = new PeerQuery(PeerPaths.HISTORY)
                .with("key", key.recordKey())
                .with("after", wish.after() < 0 ? null : wish.after())
                .with("limit", wish.limit())
                .with("minOffset", wish.minOffset() < 0 ? null : wish.minOffset())
                .with("owner", wish.owner())
                .with("patienceMs", wish.patience().toMillis())
                .text();
        Source source = new Source(instance, null);
        return client.ask(instance, asked, wish.patience(), answer -> PastForms.page(json(answer), source));
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        return RecordJson.parse(new String(answer.body(), StandardCharsets.UTF_8));
    }

    private static @Nullable Long value(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }
}
