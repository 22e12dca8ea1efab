package io.sessionfold.engine.peer;

import io.sessionfold.engine.query.ReadWish;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The query of a request between instances, in the order in which its parts are added. */
final class PeerQuery {

    private final StringBuilder text;

    PeerQuery(String path) {
        this.text = new StringBuilder(path);
    }

    /** With a parameter; null leaves it out. */
    PeerQuery with(String name, @Nullable Object value) {
        if (value != null) {
            text.append(text.indexOf("?") < 0 ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8)
                            .replace("+", "%20"));
        }
        return this;
    }

    PeerQuery with(ReadWish wish) {
        return with("minOffset", wish.minOffset().isPresent() ? wish.minOffset().getAsLong() : null)
                .with(
                        "minVersion",
                        wish.minVersion().isPresent() ? wish.minVersion().getAsLong() : null)
                .with("patienceMs", wish.patience().toMillis());
    }

    String text() {
        return text.toString();
    }
}
