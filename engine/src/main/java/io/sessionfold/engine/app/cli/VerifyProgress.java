package io.sessionfold.engine.app.cli;

import io.sessionfold.engine.verify.Meter;
import java.io.PrintWriter;
import java.util.Locale;

/** Shows how far a verification is, and how fast it goes: a line now and then. Thread-safe. */
final class VerifyProgress implements Meter {

    private static final int WIDTH = 30;
    private static final long PAUSE_NS = 2_000_000_000L;
    private static final double NANOS_PER_SECOND = 1e9;

    private final PrintWriter out;
    private final long total;
    private final long startedNs = System.nanoTime();
    private long shownAtNs = System.nanoTime();
    private long done;

    /** @param total how many records there were at the beginning; more may come */
    VerifyProgress(PrintWriter out, long total) {
        this.out = out;
        this.total = total;
    }

    @Override
    public synchronized void folded(long records) {
        done += records;
        long nowNs = System.nanoTime();
        if (nowNs - shownAtNs < PAUSE_NS) {
            return;
        }
        shownAtNs = nowNs;
        double part = total == 0 ? 1 : Math.min(1, (double) done / total);
        int full = (int) Math.round(part * WIDTH);
        out.println("[%s%s] %3.0f %%  %,d of %,d records, %,.0f per second"
                .formatted(
                        "#".repeat(full),
                        "-".repeat(WIDTH - full),
                        part * 100,
                        done,
                        total,
                        done * NANOS_PER_SECOND / (nowNs - startedNs)));
        out.flush();
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
