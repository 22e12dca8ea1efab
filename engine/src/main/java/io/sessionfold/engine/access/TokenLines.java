package io.sessionfold.engine.access;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The text of a file of API tokens, all of it or nothing. */
final class TokenLines {

    /** Each is compared with every credential that is shown. */
    static final int MAX = 10_000;

    private TokenLines() {}

    /** What a text holds, or what is wrong with it: with the line's number, never what stands there. */
    record Parsed(List<TokenLine> lines, Optional<String> complaint) {}

    /** Reads a text. Its last line has to end: one that does not may be half written. */
    static Parsed parse(String text) {
        if (!text.isEmpty() && !text.endsWith("\n")) {
            return wrong("Expected its last line to end with a line break, but it did not");
        }
        List<TokenLine> lines = new ArrayList<>();
        Set<String> hashes = new HashSet<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.stripLeading().startsWith("#")) {
                continue;
            }
            Optional<TokenLine> parsed = TokenLine.parse(line);
            if (parsed.isEmpty() || !hashes.add(parsed.get().hash())) {
                return wrong("Expected line " + number
                        + " to be the hash of a token, tenant, user, roles, scope, and perhaps an expiry, each token"
                        + " once, but it was not");
            }
            lines.add(parsed.get());
        }
        return lines.size() > MAX
                ? wrong("Expected at most " + MAX + " tokens, but there were " + lines.size())
                : new Parsed(List.copyOf(lines), Optional.empty());
    }

    private static Parsed wrong(String complaint) {
        return new Parsed(List.of(), Optional.of(complaint));
    }
}
