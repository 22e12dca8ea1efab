package io.sessionfold.engine.http;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.sessionfold.engine.config.LimitSettings;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How much each tenant may ask of this instance: requests, the events in them, and bytes of bodies. */
final class TenantLimits {

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Tenants whose use is remembered; the one that was silent longest is forgotten first. */
    static final int TENANTS_MAX = 10_000;

    private final Map<String, Use> uses = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Use> eldest) {
            return size() > TENANTS_MAX;
        }
    });

    private final LimitSettings settings;

    TenantLimits(LimitSettings settings) {
        this.settings = settings;
    }

    private record Use(
            @Nullable Bucket requests,
            @Nullable Bucket events,
            @Nullable Bucket bytes) {}

    /** Counts a request and its body; one too many ends it. */
    void count(String tenantId, long bodyBytes) {
        Use use = use(tenantId);
        take(use.requests(), 1);
        if (bodyBytes > 0) {
            // What is larger is refused for its size.
            take(use.bytes(), Math.min(bodyBytes, settings.bodyBytesMax()));
        }
    }

    /** Counts the events of one request, before any of them is written; one too many ends all of it. */
    void countEvents(String tenantId, int events) {
        take(use(tenantId).events(), events);
    }

    private Use use(String tenantId) {
        return uses.computeIfAbsent(
                tenantId,
                tenant -> new Use(
                        bucket(settings.requestsPerSecond(), 1),
                        bucket(settings.eventsPerSecond(), EventBodies.EVENTS_MAX),
                        bucket(settings.bytesPerSecond(), settings.bodyBytesMax())));
    }

    private static void take(@Nullable Bucket bucket, long tokens) {
        if (bucket == null) {
            return;
        }
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(tokens);
        if (!probe.isConsumed()) {
            throw new ProblemException(Problem.rateLimited(Duration.ofNanos(probe.getNanosToWaitForRefill())));
        }
    }

    private static @Nullable Bucket bucket(long perSecond, long atOnceMin) {
        return perSecond == 0
                ? null
                : Bucket.builder()
                        .addLimit(Bandwidth.builder()
                                .capacity(Math.max(2 * perSecond, atOnceMin))
                                .refillGreedy(perSecond, SECOND)
                                .build())
                        .build();
    }
}
