package io.sessionfold.local.demo;

import java.io.PrintStream;
import java.util.Locale;

/** Shows how far something is: a bar that moves on a terminal, a plain line now and then elsewhere. */
final class ProgressLine {

    private static final int WIDTH = 30;
    private static final long TERMINAL_PAUSE_NS = 100_000_000L;
    private static final long PLAIN_PAUSE_NS = 3_000_000_000L;

    private final PrintStream out;
    private final boolean terminal;
    private long shownAtNs;
    private boolean begun;

    /** @param terminal whether a carriage return goes back to the beginning of the line */
    ProgressLine(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
        this.shownAtNs = System.nanoTime();
    }

    /** Whether it is time to show something again; asking is cheap. */
    boolean isDue() {
        return System.nanoTime() - shownAtNs >= (terminal ? TERMINAL_PAUSE_NS : PLAIN_PAUSE_NS);
    }

    /** Shows what is done of a total. */
    void show(String what, long done, long total) {
        shownAtNs = System.nanoTime();
        double part = total == 0 ? 1 : Math.min(1, (double) done / total);
        String text = String.format(Locale.ROOT, "%-8s %3.0f %%  %,d of %,d events", what, part * 100, done, total);
        if (terminal) {
            int full = (int) Math.round(part * WIDTH);
            out.print("\r[" + "#".repeat(full) + "-".repeat(WIDTH - full) + "] " + text);
            out.flush();
            begun = true;
        } else {
            out.println(text);
        }
    }

    /** Says something on a line of its own. */
    void say(String text) {
        end();
        shownAtNs = System.nanoTime();
        out.println(text);
    }

    /** Ends the bar, if there is one. */
    void end() {
        if (begun) {
            out.println();
            begun = false;
        }
    }
}
