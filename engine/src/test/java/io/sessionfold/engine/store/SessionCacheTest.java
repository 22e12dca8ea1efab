package io.sessionfold.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionfold.engine.session.Session;
import io.sessionfold.engine.session.SessionKey;
import io.sessionfold.engine.session.guard.RetryGuards;
import org.junit.jupiter.api.Test;

/** However large the sessions are that are used, what is kept decoded stays within its bounds. */
final class SessionCacheTest {

    private static final int LARGE = 300;

    private final SessionCache cache = new SessionCache();

    @Test
    void ofUsualSessionsThoseThatWereUsedLastAreKept() {
        for (int number = 0; number <= SessionCache.CAPACITY; number++) {
            cache.keep(key(number), entry(number, RetryGuards.NONE));
        }
        assertThat(cache.size()).isEqualTo(SessionCache.CAPACITY);
        assertThat(cache.find(key(0))).isNull();
        assertThat(cache.find(key(1))).isEqualTo(entry(1, RetryGuards.NONE));
    }

    @Test
    void ofLargeSessionsOnlySoManyAreKeptAsTheirWeightAllows() {
        RetryGuards guards = full();
        long weight = SessionWeight.of(Session.unknown(key(0))) + SessionWeight.of(guards);
        assertThat(LARGE * weight).isGreaterThan(SessionCache.WEIGHT_MAX);
        for (int number = 0; number < LARGE; number++) {
            cache.keep(key(number), entry(number, guards));
        }
        assertThat(cache.size()).isEqualTo((int) (SessionCache.WEIGHT_MAX / weight));
        assertThat(cache.find(key(LARGE - 1))).isEqualTo(entry(LARGE - 1, guards));
        assertThat(cache.find(key(0))).isNull();
    }

    @Test
    void aSessionThatBecameSmallMakesRoomAgain() {
        RetryGuards guards = full();
        for (int number = 0; number < LARGE; number++) {
            cache.keep(key(number), entry(number, guards));
            cache.keep(key(number), entry(number, RetryGuards.NONE));
        }
        assertThat(cache.size()).isEqualTo(LARGE);
    }

    @Test
    void nothingIsLeftOfWhatWasForgotten() {
        cache.keep(key(1), entry(1, full()));
        cache.clear();
        assertThat(cache.find(key(1))).isNull();
        ofLargeSessionsOnlySoManyAreKeptAsTheirWeightAllows();
    }

    /** As many guards as a session may have, with keys as long as they may be. */
    private static RetryGuards full() {
        RetryGuards guards = RetryGuards.NONE;
        for (int number = 0; number < RetryGuards.CAPACITY; number++) {
            guards = guards.admit("k".repeat(1_000) + number, "r-" + number, "request", number);
        }
        return guards;
    }

    private static SessionCache.Cached entry(int number, RetryGuards guards) {
        return new SessionCache.Cached(Session.unknown(key(number)), guards);
    }

    private static SessionKey key(int number) {
        return new SessionKey("acme", "s-" + number);
    }
}
