package io.sessionfold.tests.soak;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A steady load over HTTP: so many turns of chats a second, of a population that stays as large as it is, because each chat
 * is deleted some turns after it was created and a new one takes its place. A turn is a run that is admitted, its events,
 * and a read of what they led to.
 */
final class Chats implements AutoCloseable {

    /** Who ask at a time. */
    static final int CLIENTS = 4;

    private static final int CHATS_PER_CLIENT = 100;

    /** Turns between two chats that go. */
    private static final int TURNS_PER_CHAT = 20;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final MeasuredEngine engine;
    private final Latencies latencies;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ScheduledExecutorService clients = Executors.newScheduledThreadPool(CLIENTS);
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();

    Chats(MeasuredEngine engine, Latencies latencies) {
        this.engine = engine;
        this.latencies = latencies;
    }

    /** Begins; a turn that takes longer than its time delays the next of its client. */
    void begin(int turnsPerSecond) {
        long periodNanos = TimeUnit.SECONDS.toNanos(1) * CLIENTS / turnsPerSecond;
        for (int client = 0; client < CLIENTS; client++) {
            Client one = new Client(client);
            var unused =
                    clients.scheduleAtFixedRate(one, periodNanos * client / CLIENTS, periodNanos, TimeUnit.NANOSECONDS);
        }
    }

    /** The first request that was not answered as it should be; null if all were. */
    @Nullable
    String failure() {
        return failure.get();
    }

    @Override
    public void close() {
        clients.shutdownNow();
    }

    /** One client and its chats. */
    private final class Client implements Runnable {

        private final int number;
        private final int[] lives = new int[CHATS_PER_CLIENT];
        private final boolean[] isThere = new boolean[CHATS_PER_CLIENT];
        private int turn;

        Client(int number) {
            this.number = number;
        }

        @Override
        public void run() {
            try {
                int chat = turn % CHATS_PER_CLIENT;
                if (isThere[chat] && turn % TURNS_PER_CHAT == 0) {
                    send("DELETE", "/v1/sessions/" + key(chat), null, null);
                    isThere[chat] = false;
                    lives[chat]++;
                }
                if (!isThere[chat]) {
                    String creation = "{\"sessionKey\":\"%s\",\"kind\":\"chat\"}".formatted(key(chat));
                    isThere[chat] = send("POST", "/v1/sessions", creation, null) != null;
                }
                if (isThere[chat]) {
                    talk(key(chat), "r-" + turn);
                }
                turn++;
            } catch (IOException | RuntimeException e) {
                failed(e.toString());
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        }

        private void talk(String key, String run) throws IOException, InterruptedException {
            send(
                    "POST",
                    "/v1/sessions/" + key + "/runs",
                    "{\"runId\":\"%s\",\"messageIds\":[\"m-%s\"]}".formatted(run, run),
                    null);
            String events = "["
                    + String.join(
                            ",",
                            event(key, "RunStarted", "\"runId\":\"" + run + "\""),
                            event(key, "RunEnded", "\"runId\":\"" + run + "\""),
                            event(
                                    key,
                                    "TerminalReplyCommitted",
                                    "\"runId\":\"" + run + "\",\"messageIds\":[\"m-" + run + "\"]"))
                    + "]";
            send("POST", "/v1/events", events, null);
            String settled =
                    send("POST", "/v1/sessions/" + key + "/runs/" + run + "/settle", "{\"result\":\"OK\"}", null);
            send("GET", "/v1/sessions/" + key, null, settled);
            send("GET", "/v1/sessions?limit=20", null, null);
        }

        private String key(int chat) {
            return "chat-" + number + "-" + chat + "-" + lives[chat];
        }

        private String event(String key, String type, String payload) {
            return "{\"type\":\"%s\",\"sessionKey\":\"%s\",\"payload\":{%s}}".formatted(type, key, payload);
        }

        /** Sends a request; the position of its answer, or null if it was not answered as it should be. */
        private @Nullable String send(String method, String path, @Nullable String body, @Nullable String minPosition)
                throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(engine.uri(path))
                    .timeout(PATIENCE)
                    .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
            if (body != null) {
                request.header("Content-Type", "application/json");
            }
            if (method.equals("POST") && !path.equals("/v1/events")) {
                request.header("Idempotency-Key", number + "-" + turn + "-" + path.length());
            }
            if (minPosition != null) {
                request.header("Sessionfold-Min-Position", minPosition);
            }
            long askedNs = System.nanoTime();
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            boolean isGood = answer.statusCode() / 100 == 2;
            latencies.add(System.nanoTime() - askedNs, isGood);
            if (!isGood) {
                failed(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
            }
            return isGood ? answer.headers().firstValue("Sessionfold-Position").orElse(null) : null;
        }

        private void failed(String what) {
            failure.compareAndSet(null, what);
        }
    }
}
