package io.sessionfold.engine.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Calls from instance to instance.
 *
 * @param secret what the instances share; null if they are believed on the loopback interface alone
 * @param timeout how long another instance may take to answer
 */
public record PeerSettings(@Nullable String secret, Duration timeout) {

    @Override
    public String toString() {
        return "PeerSettings[secret=" + (secret == null ? "none" : Secrets.MASK) + ", timeout=" + timeout + "]";
    }
}
