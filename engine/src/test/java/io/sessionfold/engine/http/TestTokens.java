package io.sessionfold.engine.http;

import io.sessionfold.engine.access.ApiToken;
import io.sessionfold.engine.access.Role;
import io.sessionfold.engine.access.Scope;
import io.sessionfold.engine.access.TokenLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A file of API tokens; to be filled before the server starts. */
public final class TestTokens {

    private final Path file;

    public TestTokens(Path folder) {
        this.file = folder.resolve("callers");
    }

    /** The header Authorization of a new token. */
    public String bearer(String tenant, String user, Scope scope, Role... roles) {
        return "Bearer " + token(tenant, user, scope, roles);
    }

    public String token(String tenant, String user, Scope scope, Role... roles) {
        String token = ApiToken.random();
        try {
            Files.writeString(
                    file,
                    TokenLine.of(token, tenant, user, Set.of(roles), scope, null) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return token;
    }

    /** The settings of a server that takes these tokens, and others beside them. */
    public Map<String, String> settings(String... namesAndValues) {
        Map<String, String> settings =
                new LinkedHashMap<>(Map.of("http.auth", "tokens", "http.auth.file", file.toString()));
        for (int at = 0; at < namesAndValues.length; at += 2) {
            settings.put(namesAndValues[at], namesAndValues[at + 1]);
        }
        return settings;
    }
}
