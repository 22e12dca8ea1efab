package io.sessionfold.tests.live;

import io.sessionfold.tests.driver.MovedClock;
import java.time.InstantSource;
import org.awaitility.Awaitility;

/** How a scenario's clock moves the engine's. */
@FunctionalInterface
interface TimePassing {

    /** Moves on from one time of the scenario to another, and says until when everything has to lapse. */
    long pass(long fromMs, long toMs);

    /** The engine's clock is moved by hand. */
    static TimePassing of(MovedClock clock) {
        return (fromMs, toMs) -> {
            clock.moveTo(toMs);
            return toMs;
        };
    }

    /** The engine's clock is the machine's: what passes has to pass. */
    static TimePassing real() {
        InstantSource clock = InstantSource.system();
        return (fromMs, toMs) -> {
            long untilMs = clock.millis() + toMs - fromMs;
            Awaitility.await("the time to pass").atMost(LiveEngine.PATIENCE).until(() -> clock.millis() >= untilMs);
            return untilMs;
        };
    }
}
