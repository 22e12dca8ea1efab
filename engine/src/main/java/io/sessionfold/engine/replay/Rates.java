package io.sessionfold.engine.replay;

import java.util.concurrent.TimeUnit;

/** How fast something was. */
final class Rates {

    private Rates() {}

    static double perSecond(long number, long nanos) {
        return nanos == 0 ? 0 : (double) number * TimeUnit.SECONDS.toNanos(1) / nanos;
    }
}
