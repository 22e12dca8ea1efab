package io.sessionfold.engine.http;

import io.sessionfold.engine.session.SessionKey;
import java.nio.ByteBuffer;
import java.util.Base64;

/** Where a page of a history ended: the session's hash (int32) and an offset (int64), in base64url. */
final class HistoryCursor {

    private static final int BYTES = Integer.BYTES + Long.BYTES;

    private HistoryCursor() {}

    static String text(SessionKey key, long offset) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(BYTES)
                        .putInt(hash(key))
                        .putLong(offset)
                        .array());
    }

    /** The offset behind which the next page begins; what is no cursor of this session's history ends the request. */
    static long offset(SessionKey key, String text) {
        ByteBuffer bytes = ByteBuffer.wrap(decoded(text));
        if (bytes.remaining() != BYTES) {
            throw wrong();
        }
        if (bytes.getInt() != hash(key)) {
            throw new ProblemException(Problem.invalidRequest(
                    "Expected cursor to be of the same history, but it is of another session; start without it"));
        }
        return Math.max(0, bytes.getLong());
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw wrong();
        }
    }

    private static int hash(SessionKey key) {
        return key.recordKey().hashCode();
    }

    private static ProblemException wrong() {
        return new ProblemException(
                Problem.invalidRequest("Expected cursor to be one from an earlier answer, but it was not"));
    }
}
