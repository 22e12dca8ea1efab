package io.sessionfold.engine.http;

import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The query parameters of a request: known ones, each once. */
final class QueryParameters {

    private final Map<String, List<String>> values;

    private QueryParameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /** Reads the parameters; one that is not known, repeated or not decodable ends the request. */
    static QueryParameters of(Context context, Set<String> known) {
        QueryParameters parameters = new QueryParameters(context.queryParamMap());
        Set<String> unknown = new TreeSet<>();
        parameters.values.forEach((name, given) -> {
            if (name == null || !known.contains(name)) {
                unknown.add(String.valueOf(name));
            } else if (given.size() != 1 || given.get(0) == null) {
                throw new ProblemException(
                        Problem.invalidRequest("Expected the parameter " + name + " once, in UTF-8 percent-encoding"));
            }
        });
        if (!unknown.isEmpty()) {
            throw new ProblemException(Problem.invalidRequest("Expected no parameter but "
                    + (known.isEmpty() ? "none" : String.join(", ", new TreeSet<>(known))) + ", but there was "
                    + String.join(", ", unknown)));
        }
        return parameters;
    }

    /** The text of a parameter; null if it was not given. */
    @Nullable
    String text(String name) {
        List<String> given = values.get(name);
        return given == null ? null : given.get(0);
    }

    @Nullable
    Boolean flag(String name) {
        String text = text(name);
        if (text == null || text.equals("true") || text.equals("false")) {
            return text == null ? null : Boolean.valueOf(text);
        }
        throw wrong(name, "true or false", text);
    }

    int whole(String name, int min, int max, int absent) {
        String text = text(name);
        if (text == null) {
            return absent;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw wrong(name, "a whole number from " + min + " to " + max, text);
        }
        throw wrong(name, "a whole number from " + min + " to " + max, text);
    }

    /** A number that counts something: an offset or a version. */
    long large(String name, long absent) {
        String text = text(name);
        if (text == null) {
            return absent;
        }
        try {
            long value = Long.parseLong(text);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw wrong(name, "a whole number of at least 0", text);
        }
        throw wrong(name, "a whole number of at least 0", text);
    }

    <E extends Enum<E>> @Nullable E symbol(String name, Class<E> type, Set<E> allowed) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text) && allowed.contains(constant)) {
                return constant;
            }
        }
        throw wrong(
                name,
                "one of " + String.join(", ", allowed.stream().map(Enum::name).toList()),
                text);
    }

    static ProblemException wrong(String name, String expected, String text) {
        return new ProblemException(
                Problem.invalidRequest("Expected " + name + " to be " + expected + ", but it was '" + text + "'"));
    }
}
