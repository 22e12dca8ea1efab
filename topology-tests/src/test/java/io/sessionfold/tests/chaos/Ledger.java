package io.sessionfold.tests.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What became of each fault so far: a line of JSON each, in a file that the next run goes on with. Used by one thread. */
final class Ledger {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;
    private final List<JsonNode> lines = new ArrayList<>();

    Ledger(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                lines.add(MAPPER.readTree(line));
            }
        }
    }

    /** How many faults there were. */
    int size() {
        return lines.size();
    }

    /** Whether something was ever wrong. */
    boolean isClean() {
        return lines.stream().allMatch(line -> line.path("wrong").isEmpty());
    }

    void add(long seed, Episode.Struck struck) {
        ObjectNode line = MAPPER.createObjectNode()
                .put("seed", seed)
                .put("fault", struck.fault().name())
                .put("whom", struck.whom())
                .put("seconds", Math.round(struck.seconds()))
                .put("answers", struck.answers());
        struck.wrong().forEach(line.putArray("wrong")::add);
        lines.add(line);
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected " + file + " to be writable", e);
        }
    }

    /** A line for each kind of fault: how often, how long it took, and what was wrong. */
    @Override
    public String toString() {
        Map<String, List<JsonNode>> byFault = new TreeMap<>();
        lines.forEach(line -> byFault.computeIfAbsent(line.path("fault").asText(), name -> new ArrayList<>())
                .add(line));
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "%-32s %6s %10s %6s%n", "FAULT", "TIMES", "SECONDS", "WRONG"));
        byFault.forEach((fault, all) -> text.append(String.format(
                Locale.ROOT,
                "%-32s %6d %10.0f %6d%n",
                fault,
                all.size(),
                all.stream()
                        .mapToLong(line -> line.path("seconds").asLong())
                        .average()
                        .orElse(0),
                all.stream().filter(line -> !line.path("wrong").isEmpty()).count())));
        return text.toString();
    }
}
