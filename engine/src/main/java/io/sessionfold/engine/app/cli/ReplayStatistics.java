package io.sessionfold.engine.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sessionfold.engine.checkpoint.Unproven;
import io.sessionfold.engine.replay.Replayed;
import io.sessionfold.engine.replay.ReplayedPartition;
import io.sessionfold.engine.session.RejectionReason;
import io.sessionfold.engine.store.ProgressCounts;
import io.sessionfold.engine.store.ProgressCounts.Count;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a replay says of itself.
 *
 * @param until how far it was asked to go, in words
 * @param sessions how many sessions there are at its end
 * @param reading the same records, only read; null if nobody asked
 * @param unproven what rests on the word of a checkpoint
 */
record ReplayStatistics(
        String until,
        String scope,
        Replayed replayed,
        long sessions,
        @Nullable Replayed reading,
        Unproven unproven) {

    /** Whether something was decided of every record. */
    boolean isConserved() {
        return replayed.counts().missing() == 0;
    }

    void print(boolean isJson, PrintWriter out) {
        if (isJson) {
            out.println(json());
        } else {
            text(out);
        }
        out.flush();
    }

    private void text(PrintWriter out) {
        ProgressCounts counts = replayed.counts();
        out.printf(Locale.ROOT, "Replayed %s to %s.%n", scope, until);
        for (ReplayedPartition one : replayed.partitions()) {
            out.printf(
                    Locale.ROOT,
                    "  %s: %s%s%n",
                    one.stretch().partition(),
                    read(one),
                    one.begun().isIncomplete()
                            ? "; INCOMPLETE: what stood before %d is gone, and states that rest on it are not what they were"
                                    .formatted(one.begun().offset())
                            : "");
        }
        unproven.sentences().forEach(sentence -> out.println("Not proven: " + sentence + '.'));
        out.printf(
                Locale.ROOT,
                "Sessions: %,d. Events: %,d; applied %,d, refused %,d, held %,d, parked %,d, dead letters %,d, re-routed %,d%s.%n",
                sessions,
                counts.get(Count.READ),
                counts.get(Count.APPLIED),
                counts.refused(),
                counts.get(Count.HELD),
                counts.get(Count.PARKED),
                counts.get(Count.DEAD_LETTERED),
                counts.get(Count.REROUTED),
                isConserved() ? "" : "; " + counts.missing() + " WITHOUT A DECISION");
        out.printf(Locale.ROOT, "Folded: %s.%n", speed(replayed));
        if (reading != null) {
            out.printf(
                    Locale.ROOT,
                    "Only read: %s; folding goes at %.0f %% of that.%n",
                    speed(reading),
                    partOfReading(reading) * 100);
        }
    }

    private static String read(ReplayedPartition one) {
        long last = one.stretch().to() - 1;
        return one.from() > last
                ? "nothing behind %d".formatted(last)
                : String.format(Locale.ROOT, "%,d records from %d on, up to %d", one.read(), one.from(), last);
    }

    private static String speed(Replayed run) {
        return String.format(
                Locale.ROOT,
                "%,d records in %.2f s on %d threads, %,.0f per second and core",
                run.read(),
                seconds(run),
                run.threads(),
                run.ratePerThread());
    }

    private ObjectNode json() {
        ProgressCounts counts = replayed.counts();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("scope", scope)
                .put("until", until)
                .put("sessions", sessions);
        ArrayNode partitions = json.putArray("partitions");
        replayed.partitions().forEach(one -> partition(partitions.addObject(), one));
        unproven.sentences().forEach(json.putArray("unproven")::add);
        ObjectNode counted = json.putObject("counts");
        for (Count count : Count.values()) {
            if (count != Count.LAST_OFFSET) {
                counted.put(count.name().toLowerCase(Locale.ROOT), counts.get(count));
            }
        }
        ObjectNode refused = counted.putObject("refused");
        for (RejectionReason reason : RejectionReason.values()) {
            if (counts.get(reason) > 0) {
                refused.put(reason.name(), counts.get(reason));
            }
        }
        counted.put("missing", counts.missing());
        speed(json.putObject("folding"), replayed);
        if (reading != null) {
            speed(json.putObject("reading"), reading);
            json.put("partOfReading", partOfReading(reading));
        }
        return json;
    }

    private void partition(ObjectNode json, ReplayedPartition one) {
        json.put("partition", one.stretch().partition().partition())
                .put("from", one.from())
                .put("to", one.stretch().to())
                .put("read", one.read())
                .put("logBegins", one.stretch().span().from())
                .put("begins", one.begun().offset())
                .put("fromCheckpoint", one.begun().checkpointId())
                .put("incomplete", one.begun().isIncomplete());
    }

    private static void speed(ObjectNode json, Replayed run) {
        json.put("records", run.read())
                .put("seconds", seconds(run))
                .put("threads", run.threads())
                .put("perSecondAndCore", run.ratePerThread());
    }

    private double partOfReading(Replayed plain) {
        return plain.ratePerThread() == 0 ? 0 : replayed.ratePerThread() / plain.ratePerThread();
    }

    private static double seconds(Replayed run) {
        return (double) run.elapsedNanos() / TimeUnit.SECONDS.toNanos(1);
    }
}
