package io.sessionfold.tests.docs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A state diagram in Mermaid, and the same as a table. */
final class StateDiagram {

    static final String OUTSIDE = "[*]";

    private final Map<Way, List<String>> labels = new LinkedHashMap<>();

    private record Way(String from, String to) {}

    /** A way from one state to another; ways between the same two states become one, with all their labels. */
    StateDiagram way(String from, String to, String label) {
        labels.computeIfAbsent(new Way(from, to), first -> new ArrayList<>()).add(label);
        return this;
    }

    String mermaid() {
        StringBuilder text = new StringBuilder("```mermaid\nstateDiagram-v2\n");
        labels.forEach((way, events) -> {
            String label = events.stream().filter(event -> !event.isEmpty()).collect(Collectors.joining(", "));
            text.append("    ").append(way.from()).append(" --> ").append(way.to());
            text.append(label.isEmpty() ? "" : " : " + label).append('\n');
        });
        return text.append("```\n").toString();
    }
}
