package io.sessionfold.local.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.engine.session.RejectionReason;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Writes a summary, as one JSON object or for people. */
final class SummaryWriter {

    private static final double TENTHS = 10;
    private static final double THOUSANDTHS = 1_000;

    private SummaryWriter() {}

    /** The summary as one line of JSON. */
    static String json(DemoSummary summary) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("sessions", summary.sessions());
        json.put("runs", summary.runs());
        json.put("outcomes", summary.outcomes());
        json.put("eventsRead", summary.eventsRead());
        json.put("applied", summary.applied());
        counts(json.putObject("trouble"), summary.trouble());
        counts(json.putObject("rejected"), summary.rejected());
        counts(json.putObject("implied"), summary.implied());
        json.put("refusals", summary.refusals());
        json.put("held", summary.held());
        json.put("deadLettered", summary.deadLettered());
        json.put("rerouted", summary.rerouted());
        json.put("sessionsChanged", summary.sessionsChanged());
        json.put("activeRunsAtEnd", summary.activeRunsAtEnd());
        json.put("maxConcurrentRuns", summary.maxConcurrentRuns());
        json.put("conservation", summary.conservation().toString());
        json.put("projectionInvariant", summary.projectionInvariant().toString());
        json.put("replay", summary.replay().toString());
        json.put("seconds", Math.round(summary.seconds() * THOUSANDTHS) / THOUSANDTHS);
        json.put("eventsPerSecond", Math.round(summary.eventsPerSecond()));
        json.put("resumedFrom", summary.resumedFrom());
        Double baseline = summary.baselineEventsPerSecond();
        if (baseline != null) {
            json.put("baselineEventsPerSecond", Math.round(baseline));
            json.put("baselineRatio", Math.round(summary.eventsPerSecond() / baseline * THOUSANDTHS) / THOUSANDTHS);
        }
        return json.toString();
    }

    /** The summary as a few aligned lines. */
    static String text(DemoSummary summary) {
        StringBuilder text = new StringBuilder();
        line(text, "sessions", summary.sessions(), "");
        line(text, "runs", summary.runs(), "at most " + summary.maxConcurrentRuns() + " at once in one session");
        line(text, "outcomes", summary.outcomes(), "one for each run");
        line(text, "active at the end", summary.activeRunsAtEnd(), "");
        text.append('\n');
        line(text, "events read", summary.eventsRead(), rate(summary));
        line(text, "applied", summary.applied(), "");
        summary.trouble().forEach((trouble, runs) -> line(text, "trouble", runs, "runs met " + trouble));
        for (RejectionReason reason : reasons(summary)) {
            line(
                    text,
                    "refused",
                    summary.rejected().getOrDefault(reason, 0L),
                    "%s, %,d implied by the seeded trouble"
                            .formatted(reason, summary.implied().getOrDefault(reason, 0L)));
        }
        line(text, "held", summary.held(), "");
        line(text, "dead letters", summary.deadLettered(), "");
        line(text, "re-routed", summary.rerouted(), "");
        line(text, "rows published", summary.sessionsChanged(), "");
        text.append('\n');
        verdict(text, "refusals", summary.refusals());
        verdict(text, "conservation", summary.conservation().toString());
        verdict(text, "projection", summary.projectionInvariant().toString());
        verdict(text, "replay", summary.replay().toString());
        return text.toString();
    }

    private static Set<RejectionReason> reasons(DemoSummary summary) {
        Set<RejectionReason> reasons = new TreeSet<>(summary.rejected().keySet());
        reasons.addAll(summary.implied().keySet());
        return reasons;
    }

    private static String rate(DemoSummary summary) {
        String rate = String.format(
                Locale.ROOT,
                "%,.0f per second, in %s s",
                summary.eventsPerSecond(),
                Math.round(summary.seconds() * TENTHS) / TENTHS);
        Double baseline = summary.baselineEventsPerSecond();
        return baseline == null
                ? rate
                : rate
                        + String.format(
                                Locale.ROOT,
                                "; a bare get-put-forward processor: %,.0f (ratio %.2f)",
                                baseline,
                                summary.eventsPerSecond() / baseline);
    }

    private static void counts(ObjectNode json, Map<? extends Enum<?>, Long> counts) {
        counts.forEach((symbol, number) -> json.put(symbol.name(), number));
    }

    private static void line(StringBuilder text, String what, long number, String remark) {
        text.append(String.format(
                                Locale.ROOT,
                                "  %-18s %8s   %s",
                                what,
                                String.format(Locale.ROOT, "%,d", number),
                                remark)
                        .stripTrailing())
                .append('\n');
    }

    private static void verdict(StringBuilder text, String what, String verdict) {
        text.append(String.format(Locale.ROOT, "  %-18s %s%n", what, verdict));
    }
}
