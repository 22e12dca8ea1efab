package io.sessionfold.engine.app.cli;

import io.sessionfold.engine.session.Position;
import io.sessionfold.engine.verify.Compared;
import io.sessionfold.engine.verify.Finding;
import io.sessionfold.engine.verify.Report;
import io.sessionfold.engine.verify.Resting;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A report for people: what was compared, how much is wrong of each kind, and the first difference explained. */
final class ReportText {

    private ReportText() {}

    static void print(Report report, PrintWriter out) {
        Compared compared = report.compared();
        out.println(String.format(
                Locale.ROOT,
                "Folded %,d records in %.1f s (%,.0f per second).",
                compared.events(),
                report.seconds(),
                compared.events() / Math.max(report.seconds(), 1e-3)));
        TextTable table = new TextTable("COMPARED", "SAME", "NO LONGER PROVABLE");
        compared.same()
                .forEach((where, number) -> table.add(
                        where, number(number), number(compared.unprovable().getOrDefault(where, 0L))));
        table.print(out);
        if (compared.behind() > 0) {
            out.println(number(compared.behind())
                    + " records were not folded by the engine when this began; what they lead to is not missed.");
        }
        resting(report.resting(), out);
        if (report.holds()) {
            out.println(
                    report.resting().begun().isEmpty()
                            ? "Everything follows from the log."
                            : "Everything follows from the checkpoints and the log behind them.");
            return;
        }
        out.println();
        TextTable kinds = new TextTable("FOUND", "NUMBER", "WHAT IT IS");
        report.counts().forEach((kind, number) -> kinds.add(kind.code(), number(number), kind.words()));
        kinds.print(out);
        out.println();
        report.first().ifPresent(first -> explain(first, report, out));
    }

    private static void resting(Resting resting, PrintWriter out) {
        resting.begun()
                .forEach(one -> out.println("Partition " + one.partition() + " was verified from " + one.from()
                        + " on, from the checkpoint " + one.checkpointId() + "."));
        new TreeMap<>(resting.records())
                .forEach((topic, number) -> out.println(number(number) + " records of " + topic
                        + " rest on a checkpoint: what they belong to lies before it."));
        resting.sentences().forEach(sentence -> out.println("Not proven: " + sentence + '.'));
    }

    private static void explain(Finding first, Report report, PrintWriter out) {
        out.println("The first difference:");
        TextTable table = new TextTable();
        table.add("  kind", first.kind().code() + " (" + first.kind().words() + ")");
        table.add("  where", first.where());
        table.add("  session", first.session() == null ? "-" : first.session());
        table.add("  event", text(first.event()));
        table.add("  found at", text(first.found()));
        table.add("  expected", first.expected());
        table.add("  but", first.actual());
        table.print(out);
        if (!report.around().isEmpty()) {
            out.println("  the events of the session around it (partition@offset):");
            report.around().forEach(line -> out.println("  " + line));
        }
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String text(@Nullable Position position) {
        return position == null ? "-" : position.toString();
    }
}
