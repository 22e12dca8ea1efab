package io.sessionfold.tests.load;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client has seen: of each session, the token that reaches furthest. Used by one thread. */
final class Memory {

    private final Map<String, String> tokens = new HashMap<>();
    private final Map<String, Long> offsets = new HashMap<>();

    /** Takes in an answer about one session, if it says how far it reaches. */
    void add(Answer answer) {
        String key = answer.ask().sessionKey();
        String token = answer.position();
        if (key == null || token == null) {
            return;
        }
        for (long offset : answer.reached().values()) {
            if (offset > offset(key)) {
                offsets.put(key, offset);
                tokens.put(key, token);
            }
        }
    }

    /** How far it has seen a session; {@link Answer#NOWHERE} if it has not. */
    long offset(String key) {
        return offsets.getOrDefault(key, Answer.NOWHERE);
    }

    @Nullable
    String token(String key) {
        return tokens.get(key);
    }
}
