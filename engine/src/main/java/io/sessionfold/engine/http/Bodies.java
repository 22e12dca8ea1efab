package io.sessionfold.engine.http;

import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The bodies of requests, as texts. */
final class Bodies {

    private Bodies() {}

    /** The body in UTF-8, as it was sent; how large it may be is said before a route sees it. */
    static String text(Context context) {
        String coding = context.header("Content-Encoding");
        if (coding != null && !coding.strip().equalsIgnoreCase("identity")) {
            throw new ProblemException(CommandProblems.unsupportedMediaType(
                    "Expected a body without a Content-Encoding, but it was '" + coding + "'"));
        }
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
