package io.sessionfold.engine.http;

import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The bodies of requests, as texts. */
final class Bodies {

    private Bodies() {}

    /** The body in UTF-8; how large it may be is said before a route sees it. */
    static String text(Context context) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(context.bodyAsBytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ProblemException(Problem.invalidRequest("Expected the body to be in UTF-8, but it was not"));
        }
    }
}
