package io.sessionfold.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Brings calls to an instance. What may be repeated is tried again, on the next instance, when a connection fails, when an
 * instance says 503 with a Retry-After, and, on the same one, when it says 429; nothing else is. Thread-safe.
 */
final class Transport {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private final HttpClient http;
    private final Instances instances;
    private final Credentials credentials;
    private final Clockwork clockwork;
    private final Duration attempt;

    Transport(HttpClient http, Instances instances, Credentials credentials, Clockwork clockwork, Duration attempt) {
        this.http = http;
        this.instances = instances;
        this.credentials = credentials;
        this.clockwork = clockwork;
        this.attempt = attempt;
    }

    /** The answer, whatever its status; or an {@link UnreachableException} or {@link UnexpectedAnswerException}. */
    CompletableFuture<Answer> send(Call call) {
        return begin(call, attempt);
    }

    /** The same for a call that the server itself answers late: an attempt may take as long as the call. */
    CompletableFuture<Answer> sendPatiently(Call call) {
        return begin(call, call.within());
    }

    /** One attempt at the instance of the hour, never a second one. */
    CompletableFuture<Answer> sendOnce(Call call) {
        return at(instances.current(), call, call.within()).exceptionallyCompose(failure -> {
            throw unreachable(call, Waiting.cause(failure));
        });
    }

    /** One attempt at a given instance. */
    CompletableFuture<Answer> at(URI instance, Call call, Duration within) {
        return exchange(instance, request(instance, call), within);
    }

    /** The request that an instance gets, with the caller's credentials. */
    HttpRequest request(URI instance, Call call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(instance + call.target()));
        call.headers().forEach(request::setHeader);
        String token = credentials.bearerToken();
        if (token != null) {
            request.setHeader("Authorization", "Bearer " + token);
        }
        return request.method(call.method(), publisher(call.body())).build();
    }

    /** One exchange; a time-out covers the body too, which the client's own does not. */
    CompletableFuture<Answer> exchange(URI from, HttpRequest request, Duration within) {
        CompletableFuture<HttpResponse<Body>> exchange =
                http.sendAsync(request, info -> new BoundedBody(BoundedBody.BYTES_MAX));
        return exchange.copy()
                .orTimeout(Math.max(1, within.toNanos()), TimeUnit.NANOSECONDS)
                .whenComplete((response, failure) -> {
                    if (failure != null) {
                        exchange.cancel(true);
                    }
                })
                .thenApply(response -> new Answer(from, response.statusCode(), response.headers(), response.body()));
    }

    long nanoTime() {
        return clockwork.nanoTime();
    }

    HttpClient http() {
        return http;
    }

    Instances instances() {
        return instances;
    }

    /** What already fails before the first attempt, such as the credentials, fails the future too. */
    private CompletableFuture<Answer> begin(Call call, Duration ofOneAttempt) {
        return CompletableFuture.completedFuture(call).thenCompose(given -> new Sending(given, ofOneAttempt).go());
    }

    static SessionfoldException unreachable(Call call, @Nullable Throwable cause) {
        if (cause instanceof SessionfoldException known) {
            return known;
        }
        String what = "Expected " + call.method() + ' ' + call.target();
        if (cause instanceof BoundedBody.TooLarge) {
            return new UnexpectedAnswerException(what + " to be answered shortly: " + cause.getMessage(), cause);
        }
        return new UnreachableException(what + " to be answered in time, but it was not: " + cause, cause);
    }

    static HttpRequest.BodyPublisher publisher(@Nullable Body body) {
        return body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(body.bytes());
    }

    /** How an attempt ended: with an answer or a failure. */
    private record Outcome(
            @Nullable Answer answer, @Nullable Throwable failure) {}

    /** The attempts of one call. */
    private final class Sending {
        private final Call call;
        private final Patience patience;
        /** How many instances have not been asked since the last pause. */
        private int fresh = instances.count();

        Sending(Call call, Duration attempt) {
            this.call = call;
            this.patience = new Patience(clockwork, call.within(), attempt);
        }

        CompletableFuture<Answer> go() {
            URI instance = instances.current();
            fresh--;
            return at(instance, call, patience.attempt())
                    .handle((answer, failure) -> new Outcome(answer, failure))
                    .thenCompose(outcome -> outcome.failure == null
                            ? answered(Objects.requireNonNull(outcome.answer, "answer"))
                            : failed(instance, outcome.failure));
        }

        private CompletableFuture<Answer> answered(Answer answer) {
            Optional<Duration> asked = answer.retryAfter();
            if (call.isRepeatable() && answer.status() == TOO_MANY_REQUESTS) {
                return after(asked).orElseGet(() -> CompletableFuture.completedFuture(answer));
            }
            if (call.isRepeatable() && answer.status() == UNAVAILABLE && asked.isPresent()) {
                instances.leave(answer.from());
                return elsewhere(asked).orElseGet(() -> CompletableFuture.completedFuture(answer));
            }
            return CompletableFuture.completedFuture(answer);
        }

        private CompletableFuture<Answer> failed(URI instance, Throwable failure) {
            Throwable cause = Waiting.cause(failure);
            boolean isConnection = (cause instanceof IOException && !(cause instanceof BoundedBody.TooLarge))
                    || cause instanceof TimeoutException;
            if (isConnection) {
                instances.leave(instance);
            }
            if (isConnection && call.isRepeatable()) {
                Optional<CompletableFuture<Answer>> next = elsewhere(Optional.empty());
                if (next.isPresent()) {
                    return next.get();
                }
            }
            return CompletableFuture.failedFuture(
                    isConnection || cause instanceof IOException ? unreachable(call, cause) : unwrapped(cause));
        }

        /** Another instance may answer at once; when all were asked, a pause comes first. */
        private Optional<CompletableFuture<Answer>> elsewhere(Optional<Duration> asked) {
            if (fresh > 0
                    && !patience.attempt().isNegative()
                    && !patience.attempt().isZero()) {
                return Optional.of(go());
            }
            return after(asked);
        }

        private Optional<CompletableFuture<Answer>> after(Optional<Duration> asked) {
            return patience.pause(asked)
                    .map(pause -> clockwork.pause(pause).thenCompose(passed -> {
                        fresh = instances.count();
                        return go();
                    }));
        }

        private RuntimeException unwrapped(Throwable cause) {
            return cause instanceof RuntimeException known ? known : new CompletionException(cause);
        }
    }
}
