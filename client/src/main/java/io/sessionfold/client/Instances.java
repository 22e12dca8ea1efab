package io.sessionfold.client;

import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The instances that answer as one. All calls go to the same one until it fails; then to the next. Thread-safe.
 */
final class Instances {

    private final List<URI> urls;
    private final AtomicInteger current = new AtomicInteger();

    /** @throws IllegalArgumentException if there is none, or one is no base URL */
    Instances(List<URI> urls) {
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("Expected at least one base URL, but there was none");
        }
        this.urls = urls.stream().map(Instances::base).toList();
    }

    int count() {
        return urls.size();
    }

    URI current() {
        return urls.get(current.get());
    }

    /** Moves on from an instance that failed; whoever failed there at the same time moves on only once. */
    void leave(URI failed) {
        int from = urls.indexOf(failed);
        if (from >= 0) {
            current.compareAndSet(from, (from + 1) % urls.size());
        }
    }

    /** A base URL without a slash at its end. */
    static URI base(URI url) {
        String scheme = url.getScheme();
        boolean isHttp = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
        if (!isHttp
                || url.getHost() == null
                || url.getRawQuery() != null
                || url.getRawFragment() != null
                || url.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "Expected a base URL such as https://sessions.example.com, but it was '" + url + "'");
        }
        return URI.create(url.toString().replaceAll("/+$", ""));
    }
}
