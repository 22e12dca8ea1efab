package io.sessionfold.tests.flood;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the loud tenant does, over and over. */
enum Flood {

    /** Nothing: what the others are held against. */
    NONE(0) {
        @Override
        int once(Scene scene) {
            throw new IllegalStateException("Expected nobody to do nothing");
        }
    },

    /** Lists of its sessions. */
    READS(8) {
        @Override
        int once(Scene scene) throws IOException, InterruptedException {
            return scene.loud().get("/v1/sessions?limit=100").statusCode();
        }
    },

    /** Questions without a credential that anybody knows. */
    NOBODY(8) {
        @Override
        int once(Scene scene) throws IOException, InterruptedException {
            return scene.nobody().get("/v1/sessions?limit=100").statusCode();
        }
    },

    /** Batches of events over HTTP, each of which changes a row. */
    EVENTS(8) {
        @Override
        int once(Scene scene) throws IOException, InterruptedException {
            HttpResponse<String> answer = scene.loud().post("/v1/events", Party.LINES, BATCH);
            return answer.statusCode();
        }
    },

    /** Events in Kafka itself, past every door. */
    RECORDS(1) {
        @Override
        int once(Scene scene) throws InterruptedException {
            return scene.records().write(BATCH_EVENTS);
        }
    };

    private static final int BATCH_EVENTS = 500;

    private static final String BATCH = IntStream.range(0, BATCH_EVENTS)
            .mapToObj(number -> Party.named("s-" + number % Scene.LOUD_SESSIONS, "n-" + number))
            .collect(Collectors.joining("\n"));

    private final int threads;

    Flood(int threads) {
        this.threads = threads;
    }

    /** How many do it at once. */
    int threads() {
        return threads;
    }

    /** Does it once, and says how it was answered. */
    abstract int once(Scene scene) throws IOException, InterruptedException;
}
