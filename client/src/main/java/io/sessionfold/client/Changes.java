package io.sessionfold.client;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A stream of changes that outlives its connections: when one breaks, or is silent for {@link #SILENCE}, the next one, at the
 * next instance, begins behind the last change that was taken. Pauses between attempts grow to
 * {@value Patience#LONGEST_PAUSE_MS} ms, unless the server asks for another; it tries until it is closed.
 *
 * <p>Changes are taken by one thread; {@link #close()} may come from any, and ends the stream.
 */
public final class Changes implements AutoCloseable {

    /** Three times as long as a server is silent. */
    static final Duration SILENCE = Duration.ofSeconds(45);

    /** What is not refused for good: a full server, a rate limit, an instance that is ill. */
    private static final Set<Integer> PASSING = Set.of(429, 500, 502, 503, 504);

    private final ChangeSource source;
    private final CompletableFuture<Boolean> closed = new CompletableFuture<>();
    private @Nullable String after;
    private @Nullable LineQueue lines;
    private @Nullable URI from;
    private ServerSentEvents events = new ServerSentEvents();
    private Patience patience;

    Changes(ChangeSource source, @Nullable String after) {
        this.source = source;
        this.after = after;
        this.patience = fresh();
    }

    /**
     * The next change; waits for it. Empty once the stream is closed.
     *
     * @throws ProblemException if the server refuses the stream for good, e.g. because the caller may not read
     */
    public Optional<Change> next() {
        while (!closed.isDone()) {
            LineQueue open = lines == null ? connect() : lines;
            Optional<Change> change = open == null ? Optional.empty() : changeOf(open);
            if (change.isPresent()) {
                after = change.get().id();
                patience = fresh();
                return change;
            }
        }
        return Optional.empty();
    }

    /** The changes as they come; ends when this is closed. */
    public Stream<Change> stream() {
        return Stream.generate(this::next)
                .takeWhile(Optional::isPresent)
                .flatMap(Optional::stream)
                .onClose(this::close);
    }

    /** The id behind which a later stream goes on; empty before anything was asked for. */
    public synchronized Optional<String> lastId() {
        return Optional.ofNullable(after);
    }

    @Override
    public void close() {
        closed.complete(true);
        LineQueue open;
        synchronized (this) {
            open = lines;
        }
        if (open != null) {
            open.end();
        }
    }

    /** The next change of a connection; empty if the connection is over. */
    private Optional<Change> changeOf(LineQueue open) {
        try {
            Optional<String> line = open.next(SILENCE);
            while (line.isPresent()) {
                Optional<Change> change = events.take(line.get());
                if (change.isPresent()) {
                    return change;
                }
                line = open.next(SILENCE);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            close();
            return Optional.empty();
        }
        disconnect(open);
        return Optional.empty();
    }

    private @Nullable LineQueue connect() {
        String behind = position();
        if (behind == null) {
            return null;
        }
        URI instance = source.instance();
        ChangeSource.Opening opening = unlessClosed(source.open(instance, behind));
        if (opening instanceof ChangeSource.Opening.Opened opened) {
            return connected(opened);
        }
        Optional<Duration> asked = Optional.empty();
        if (opening instanceof ChangeSource.Opening.Refused refused) {
            if (!PASSING.contains(refused.answer().status())) {
                throw new ProblemException(refused.answer().problem(), null);
            }
            asked = refused.answer().retryAfter();
        }
        source.leave(instance);
        pause(asked);
        return null;
    }

    private synchronized @Nullable LineQueue connected(ChangeSource.Opening.Opened opened) {
        lines = opened.lines();
        from = opened.from();
        events = new ServerSentEvents();
        if (closed.isDone()) {
            opened.lines().end();
        }
        return opened.lines();
    }

    private void disconnect(LineQueue open) {
        open.end();
        URI instance;
        synchronized (this) {
            lines = null;
            instance = from;
        }
        if (instance != null && !closed.isDone()) {
            source.leave(instance);
            pause(Optional.empty());
        }
    }

    /** Where to begin: behind the last change, or now; null if that could not be learned. */
    private @Nullable String position() {
        if (after == null) {
            String now = unlessClosed(source.now());
            synchronized (this) {
                after = now;
            }
        }
        return after;
    }

    private void pause(Optional<Duration> asked) {
        patience.pause(asked).ifPresent(pause -> unlessClosed(source.clockwork().pause(pause)));
    }

    /** A patience that never ends: only its pauses are wanted. */
    private Patience fresh() {
        return new Patience(source.clockwork(), Duration.ofDays(36_500), Duration.ofDays(1));
    }

    /** What a future comes to, or null if it fails for a while, or the stream is closed meanwhile. */
    private <T> @Nullable T unlessClosed(CompletableFuture<T> future) {
        CompletableFuture<?> first = CompletableFuture.anyOf(future, closed);
        try {
            first.get();
            return future.isDone() ? future.join() : null;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            close();
            return null;
        } catch (CancellationException | CompletionException | ExecutionException failure) {
            if (Waiting.cause(failure) instanceof ProblemException problem && !PASSING.contains(problem.status())) {
                throw problem;
            }
            return null;
        }
    }
}
