package io.sessionfold.engine.access;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/** The public keys of an issuer of JWTs, as it publishes them. */
public final class IssuerKeys {

    private static final int CONNECT_MS = 2_000;
    private static final int READ_MS = 3_000;

    /** A set of keys has a few KiB. */
    static final int BYTES_MAX = 128 * 1024;

    /** A key that the issuer withdrew counts so long. */
    private static final Duration KEPT = Duration.ofMinutes(5);

    /** A fetch that takes longer fails. */
    private static final Duration FETCH = Duration.ofSeconds(10);

    /** A key that nobody knows is asked for so often at most, whoever invents names of keys. */
    private static final Duration ASKED_EVERY = Duration.ofSeconds(30);

    /** Keys that were good hold so long while the issuer does not answer. */
    private static final Duration OUTAGE = Duration.ofHours(1);

    private IssuerKeys() {}

    /** The keys at a URL, fetched when they are first needed. */
    public static JWKSource<SecurityContext> at(URI url, SSLContext trust) {
        DefaultResourceRetriever retriever =
                new DefaultResourceRetriever(CONNECT_MS, READ_MS, BYTES_MAX, true, trust.getSocketFactory());
        try {
            return JWKSourceBuilder.<SecurityContext>create(url.toURL(), retriever)
                    .cache(KEPT.toMillis(), FETCH.toMillis())
                    .refreshAheadCache(false)
                    .rateLimited(ASKED_EVERY.toMillis())
                    .retrying(false)
                    .outageTolerant(OUTAGE.toMillis())
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("Expected a URL, but it was " + url, e);
        }
    }
}
