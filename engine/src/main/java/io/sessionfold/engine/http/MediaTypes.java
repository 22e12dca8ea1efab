package io.sessionfold.engine.http;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The media types of bodies. */
final class MediaTypes {

    static final String JSON = "application/json";
    static final String LINES = "application/x-ndjson";
    static final String CLOUDEVENT = "application/cloudevents+json";
    static final String CLOUDEVENTS = "application/cloudevents-batch+json";

    private MediaTypes() {}

    /** The media type of the request's body, one of the given; any other ends the request. */
    static String require(Context context, String... known) {
        String header = context.header("Content-Type");
        List<String> parts = Arrays.stream((header == null ? "" : header).split(";", -1))
                .map(part -> part.strip().toLowerCase(Locale.ROOT))
                .toList();
        String type = parts.get(0);
        boolean isUtf8 = parts.stream()
                .skip(1)
                .filter(part -> part.startsWith("charset="))
                .allMatch(part -> part.equals("charset=utf-8") || part.equals("charset=\"utf-8\""));
        if (!List.of(known).contains(type) || !isUtf8) {
            throw new ProblemException(
                    CommandProblems.unsupportedMediaType("Expected Content-Type to be " + String.join(" or ", known)
                            + " in UTF-8, but it was " + (header == null ? "absent" : "'" + header + "'")));
        }
        return type;
    }
}
