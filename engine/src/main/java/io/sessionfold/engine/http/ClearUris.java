package io.sessionfold.engine.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Refuses URIs that can be read in more than one way: what is percent-encoded has to be UTF-8, in its shortest form, without
 * control characters. So a key in a path or a parameter is the one that the client sent or none.
 */
final class ClearUris extends Handler.Wrapper {

    private static final int HEX = 16;
    private static final int ESCAPE_CHARACTERS = 3;
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int DELETE = 0x7f;

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!isClear(request.getHttpURI().getPathQuery())) {
            Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400);
            return true;
        }
        return super.handle(request, response, callback);
    }

    /** Whether a path with its query can be read in one way only; null is none. */
    static boolean isClear(@Nullable String raw) {
        if (raw == null) {
            return false;
        }
        ByteBuffer octets = ByteBuffer.allocate(raw.length());
        for (int at = 0; at < raw.length(); at++) {
            int octet = raw.charAt(at);
            if (octet == '%') {
                octet = escaped(raw, at);
                at += ESCAPE_CHARACTERS - 1;
            }
            if (octet < FIRST_PRINTABLE || octet == DELETE || octet > 0xff) {
                return false;
            }
            octets.put((byte) octet);
        }
        try {
            // Over-long forms and surrogates are no UTF-8 to this decoder.
            StandardCharsets.UTF_8.newDecoder().decode(octets.flip());
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** The octet of an escape; -1 if it is none. */
    private static int escaped(String raw, int at) {
        if (at + ESCAPE_CHARACTERS > raw.length()) {
            return -1;
        }
        int high = Character.digit(raw.charAt(at + 1), HEX);
        int low = Character.digit(raw.charAt(at + 2), HEX);
        return high < 0 || low < 0 ? -1 : high * HEX + low;
    }
}
