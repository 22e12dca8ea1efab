package io.sessionfold.engine.http;

import io.javalin.http.Context;
import io.sessionfold.engine.application.Icon;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A picture that a controller sent, as a browser may have it: as what it was said to be and nothing else, and never as a
 * page that runs. An SVG may carry a script; opened by itself it stands in a sandbox in which none runs.
 */
final class IconAnswers {

    /** What an icon may be said to be: the fold takes no other, and the answer names no other. */
    private static final Pattern PICTURE = Pattern.compile("image/[A-Za-z0-9.+-]{1,64}");

    private static final String UNKNOWN = "application/octet-stream";

    /** Over the headers that every answer carries. An SVG's own styles are no harm. */
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

    private IconAnswers() {}

    static void answer(Context context, Icon icon, @Nullable String mediaType) {
        boolean isPicture = mediaType != null && PICTURE.matcher(mediaType).matches();
        context.header("Content-Security-Policy", POLICY);
        context.header("Content-Disposition", isPicture ? "inline" : "attachment; filename=\"icon\"");
        context.contentType(isPicture ? mediaType : UNKNOWN).result(icon.bytes());
    }
}
