package io.sessionfold.client;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The lines of an answer that goes on, for one thread that takes them. The body is there as soon as the headers are; more of
 * it is asked for only when what came has been taken.
 */
final class LineQueue implements HttpResponse.BodySubscriber<LineQueue> {

    /** No row is nearly as long; a line without an end must not fill the memory. */
    static final int LINE_BYTES_MAX = 16 * 1024 * 1024;

    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private Flow.@Nullable Subscription subscription;
    private boolean ended;

    @Override
    public CompletionStage<LineQueue> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (ended) {
            given.cancel();
        } else {
            given.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            while (buffer.hasRemaining()) {
                take(buffer.get());
            }
        }
        if (begun.size() > LINE_BYTES_MAX) {
            end();
        } else if (lines.isEmpty()) {
            askForMore();
        }
    }

    @Override
    public void onError(Throwable failure) {
        lines.add(Optional.empty());
    }

    @Override
    public void onComplete() {
        lines.add(Optional.empty());
    }

    /** The next line; empty when the answer has ended, or was silent for so long that nobody can be at the other end. */
    Optional<String> next(Duration silence) throws InterruptedException {
        Optional<String> line = lines.poll();
        if (line == null) {
            askForMore();
            line = lines.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
        }
        return line == null ? Optional.empty() : line;
    }

    /** Ends it, from any thread. */
    synchronized void end() {
        ended = true;
        if (subscription != null) {
            subscription.cancel();
        }
        lines.add(Optional.empty());
    }

    private void take(byte next) {
        if (next != '\n') {
            begun.write(next);
            return;
        }
        String line = begun.toString(StandardCharsets.UTF_8);
        begun.reset();
        lines.add(Optional.of(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line));
    }

    private synchronized void askForMore() {
        if (subscription != null && !ended) {
            subscription.request(1);
        }
    }
}
