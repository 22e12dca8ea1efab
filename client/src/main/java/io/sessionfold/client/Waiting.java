package io.sessionfold.client;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** How a caller that waits gets what a caller that does not wait gets later: the same value, or the same exception. */
final class Waiting {

    private Waiting() {}

    /** Waits for a future; an interruption cancels it. */
    static <T> T on(CompletableFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException interrupted) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new UnreachableException("Expected an answer, but the caller was interrupted", interrupted);
        } catch (CancellationException cancelled) {
            throw new UnreachableException("Expected an answer, but the call was cancelled", cancelled);
        } catch (ExecutionException failed) {
            throw thrown(failed.getCause() == null ? failed : failed.getCause());
        }
    }

    /** The failure itself, out of what futures wrap around it. */
    static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static RuntimeException thrown(Throwable failure) {
        Throwable cause = cause(failure);
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException known ? known : new CompletionException(cause);
    }
}
