package io.sessionfold.engine.access;

import io.sessionfold.engine.config.SettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * API tokens whose hashes stand in a file, which is read again when it changes. A change counts once the file is good and has
 * been left alone for a second, so that one that is being written is never believed by half; until then, and if it is wrong
 * or gone, what was read before holds.
 */
public final class TokenCredentials implements Credentials {

    private static final Logger LOG = LoggerFactory.getLogger(TokenCredentials.class);

    /** How often the file is looked at, and how long it has to have been left alone. */
    static final Duration SETTLED = Duration.ofSeconds(1);

    private final Path file;
    private final InstantSource clock;
    private Instant lookedAt;
    private String believed;
    private String pending;
    private volatile List<TokenLine> lines;

    /** Reads the file; one that is wrong is a {@link SettingsException}. */
    public TokenCredentials(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
        this.lookedAt = clock.instant();
        try {
            this.believed = Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new SettingsException(
                    "Expected http.auth.file " + file + " to be a file that can be read, but it was not ("
                            + e.getClass().getSimpleName() + ")");
        }
        this.pending = believed;
        TokenLines.Parsed parsed = TokenLines.parse(believed);
        parsed.complaint().ifPresent(complaint -> {
            throw new SettingsException(complaint + " (http.auth.file " + file + ")");
        });
        this.lines = parsed.lines();
    }

    @Override
    public Recognition of(String token) {
        Instant now = clock.instant();
        look(now);
        String hash = ApiToken.hash(token);
        TokenLine found = null;
        for (TokenLine line : lines) {
            // No way out before the end: how long it takes says nothing.
            found = line.isOf(hash) ? line : found;
        }
        return found == null || found.isExpired(now)
                ? new Recognition.Unknown()
                : new Recognition.Known(found.caller());
    }

    private synchronized void look(Instant now) {
        if (now.isBefore(lookedAt.plus(SETTLED))) {
            return;
        }
        lookedAt = now;
        String text = read();
        if (text == null || text.equals(believed)) {
            return;
        }
        if (text.equals(pending) || isLeftAlone(now)) {
            believe(text);
        }
        pending = text;
    }

    private void believe(String text) {
        believed = text;
        TokenLines.Parsed parsed = TokenLines.parse(text);
        parsed.complaint()
                .ifPresentOrElse(
                        complaint -> LOG.atError()
                                .addKeyValue("file", file)
                                .addKeyValue("complaint", complaint)
                                .log("The file of tokens is wrong; the tokens that were read before stay"),
                        () -> {
                            lines = parsed.lines();
                            LOG.atInfo()
                                    .addKeyValue("file", file)
                                    .addKeyValue("tokens", lines.size())
                                    .log("The file of tokens was read again");
                        });
    }

    private boolean isLeftAlone(Instant now) {
        try {
            return !Files.getLastModifiedTime(file).toInstant().plus(SETTLED).isAfter(now);
        } catch (IOException e) {
            // It is being replaced; the next look finds it.
            return false;
        }
    }

    private @Nullable String read() {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("file", file)
                    .log("The file of tokens cannot be read; the tokens that were read before stay");
            return null;
        }
    }
}
