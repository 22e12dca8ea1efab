package io.sessionfold.tests.load;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a load came to, in figures for people; nothing here passes or fails. */
final class Summary {

    private static final int FIRST_ERROR = 400;

    private final String text;

    Summary(LoadPlan plan, List<Answer> answers, FreshnessCheck freshness) {
        List<Answer> stale =
                answers.stream().filter(answer -> !answer.isFresh()).toList();
        long stalest = stale.stream()
                .map(Answer::stalenessMs)
                .mapToLong(ms -> ms == null ? 0 : ms)
                .max()
                .orElse(0);
        text = String.join(
                System.lineSeparator(),
                "Load with -Dsessionfold.load.seed=" + plan.seed() + ": " + answers.size() + " requests",
                "  by kind: "
                        + counts(answers, answer -> answer.ask().getClass().getSimpleName()),
                "  by status: " + counts(answers, answer -> Integer.toString(answer.status())),
                "  errors: "
                        + counts(
                                answers.stream()
                                        .filter(answer -> !answer.isGood() || answer.status() >= FIRST_ERROR)
                                        .toList(),
                                Answer::code),
                "  by another instance: "
                        + answers.stream()
                                .filter(answer -> answer.servedBy() != null)
                                .count(),
                "  stale, and said so: " + stale.size() + ", by " + stalest + " ms at most",
                "  older than seen before, without a token and without a word: " + freshness.wentBackUnasked(),
                "  decision unknown: "
                        + answers.stream()
                                .filter(answer ->
                                        answer.json().path("decided").asText().equals("unknown"))
                                .count(),
                "  longest gap in which nobody could read a session: " + new Gaps(answers, false),
                "  longest gap in which nobody could read it up to a token: " + new Gaps(answers, true));
    }

    @Override
    public String toString() {
        return text;
    }

    private static Map<String, Long> counts(List<Answer> answers, Function<Answer, String> by) {
        return answers.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.counting()));
    }
}
