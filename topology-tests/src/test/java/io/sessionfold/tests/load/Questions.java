package io.sessionfold.tests.load;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Asks instances over HTTP, and has every answer recorded. Thread-safe. */
final class Questions {

    /** An instance may be killed while it has a request: a client gives up some time. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Recorder recorder;

    Questions(Recorder recorder) {
        this.recorder = recorder;
    }

    /**
     * A request.
     *
     * @param path with its query
     * @param body null for a request without one
     */
    record Request(
            Ask ask,
            String method,
            String path,
            Map<String, String> headers,
            @Nullable String body) {

        static Request get(Ask ask, String path, Map<String, String> headers) {
            return new Request(ask, "GET", path, headers, null);
        }
    }

    /** Asks, and waits for the answer. */
    Answer ask(Who who, Seat seat, Request request) throws InterruptedException {
        try {
            return send(who, seat, request).get();
        } catch (ExecutionException e) {
            throw new AssertionError("Expected every answer to be recorded, but it was not", e);
        }
    }

    /** Asks; the answer comes, also if it is that there is none. */
    CompletableFuture<Answer> send(Who who, Seat seat, Request request) {
        long askedNs = System.nanoTime();
        return http.sendAsync(of(who, seat, request), BodyHandlers.ofString()).handle((response, failure) -> {
            Answer answer = answer(who, seat, request.ask(), askedNs, response, failure);
            recorder.add(answer);
            return answer;
        });
    }

    private static HttpRequest of(Who who, Seat seat, Request request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(seat.uri(request.path()))
                .timeout(PATIENCE)
                .method(
                        request.method(),
                        request.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofString(request.body()));
        request.headers().forEach(builder::header);
        if (request.body() != null) {
            builder.header("Content-Type", "application/json");
        }
        if (who.token() != null) {
            builder.header("Authorization", "Bearer " + who.token());
        }
        return builder.build();
    }

    private static Answer answer(
            Who who,
            Seat seat,
            Ask ask,
            long askedNs,
            @Nullable HttpResponse<String> response,
            @Nullable Throwable failure) {
        long answeredNs = System.nanoTime();
        if (response == null) {
            String why = failure == null ? "" : failure.toString();
            return new Answer(
                    who, ask, seat.name(), askedNs, answeredNs, Answer.UNREACHED, null, null, null, Json.quote(why));
        }
        return new Answer(
                who,
                ask,
                seat.name(),
                askedNs,
                answeredNs,
                response.statusCode(),
                header(response, "Sessionfold-Position"),
                header(response, "Sessionfold-Served-By"),
                number(header(response, "Sessionfold-Staleness-Ms")),
                response.body());
    }

    private static @Nullable String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    private static @Nullable Long number(@Nullable String text) {
        return text == null ? null : Long.valueOf(text);
    }
}
