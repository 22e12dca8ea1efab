package io.sessionfold.engine.http;

import io.sessionfold.engine.query.Cursor;
import io.sessionfold.engine.query.PartWish;
import io.sessionfold.engine.query.SessionFilter;
import io.sessionfold.engine.session.Phase;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The part of a list or count that another instance asks for, in the parameters of its request. */
final class PeerParts {

    static final Set<String> PARAMETERS = Set.of(
            "tenant",
            "owner",
            "phase",
            "active",
            "kind",
            "name",
            "producer",
            "after",
            "limit",
            "partitions",
            "minOffsets",
            "copies",
            "live",
            "quarantined");

    private static final int LIMIT_MAX = 1_000;

    private PeerParts() {}

    static PartWish of(QueryParameters parameters) {
        SessionFilter filter = new SessionFilter(
                required(parameters, "tenant"),
                parameters.text("owner"),
                parameters.symbol("phase", Phase.class, EnumSet.allOf(Phase.class)),
                parameters.flag("active"),
                parameters.text("kind"),
                parameters.text("name"),
                parameters.text("producer"),
                Boolean.TRUE.equals(parameters.flag("live")),
                parameters.flag("quarantined"));
        String after = parameters.text("after");
        List<Integer> partitions = partitions(parameters);
        return new PartWish(
                filter,
                after == null ? null : Cursor.after(after, filter),
                parameters.whole("limit", 0, LIMIT_MAX, LIMIT_MAX),
                partitions,
                offsets(parameters),
                Boolean.TRUE.equals(parameters.flag("copies")));
    }

    static List<Integer> partitions(QueryParameters parameters) {
        return Arrays.stream(required(parameters, "partitions").split(",", -1))
                .map(text -> (int) number("partitions", text))
                .toList();
    }

    private static SortedMap<Integer, Long> offsets(QueryParameters parameters) {
        SortedMap<Integer, Long> offsets = new TreeMap<>();
        String text = parameters.text("minOffsets");
        for (String pair : text == null ? new String[0] : text.split(",", -1)) {
            String[] halves = pair.split(":", -1);
            if (halves.length != 2) {
                throw QueryParameters.wrong("minOffsets", "pairs of partition and offset", pair);
            }
            offsets.put((int) number("minOffsets", halves[0]), number("minOffsets", halves[1]));
        }
        return offsets;
    }

    private static long number(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw QueryParameters.wrong(name, "whole numbers", text);
        }
    }

    static String required(QueryParameters parameters, String name) {
        String text = parameters.text(name);
        if (text == null) {
            throw new ProblemException(Problem.invalidRequest("Expected the parameter " + name));
        }
        return text;
    }
}
