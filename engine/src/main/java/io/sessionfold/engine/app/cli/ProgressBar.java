package io.sessionfold.engine.app.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Shows from time to time how far something is, and how fast: a bar that moves on a terminal, nothing elsewhere. */
final class ProgressBar {

    /** Whether standard error is a terminal; the launcher knows, the JVM does not. */
    private static final String TERMINAL_PROPERTY = "sessionfold.terminal";

    private static final int WIDTH = 30;
    private static final long PAUSE_MS = 200;

    private final PrintWriter out;
    private final LongSupplier done;
    private final LongSupplier total;
    private final long startedAtNs = System.nanoTime();
    private final Thread thread;

    private ProgressBar(PrintWriter out, LongSupplier done, LongSupplier total) {
        this.out = out;
        this.done = done;
        this.total = total;
        this.thread = new Thread(this::run, "progress-bar");
        thread.setDaemon(true);
    }

    /** Does something, and shows how far it is meanwhile. */
    static <T> T during(Supplier<T> work, PrintWriter out, LongSupplier done, LongSupplier total) {
        if (!Boolean.getBoolean(TERMINAL_PROPERTY)) {
            return work.get();
        }
        ProgressBar bar = new ProgressBar(out, done, total);
        bar.thread.start();
        try {
            return work.get();
        } finally {
            bar.end();
        }
    }

    /** The line for a moment. */
    static String line(long done, long total, long elapsedNanos) {
        double part = total == 0 ? 1 : Math.min(1, (double) done / total);
        int full = (int) Math.round(part * WIDTH);
        long rate = elapsedNanos == 0 ? 0 : (long) ((double) done * TimeUnit.SECONDS.toNanos(1) / elapsedNanos);
        return String.format(
                Locale.ROOT,
                "[%s%s] %3.0f %%  %,d of %,d events  %,d/s",
                "#".repeat(full),
                "-".repeat(WIDTH - full),
                part * 100,
                done,
                total,
                rate);
    }

    private void end() {
        thread.interrupt();
        print();
        out.println();
    }

    private void run() {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
                print();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void print() {
        out.print('\r' + line(done.getAsLong(), total.getAsLong(), System.nanoTime() - startedAtNs));
        out.flush();
    }
}
