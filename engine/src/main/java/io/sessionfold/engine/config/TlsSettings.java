package io.sessionfold.engine.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How HTTP is encrypted. Read at the start alone: a new certificate needs a restart.
 *
 * @param certificate a PEM file: this instance's certificate, and the chain behind it
 * @param key a PEM file: its private key in PKCS #8, not encrypted
 * @param keystore a PKCS #12 file with both instead
 * @param keystorePassword of that file
 * @param trust a PEM file: whom this process believes where it is the client; null for the JDK's own list
 */
public record TlsSettings(
        @Nullable Path certificate,
        @Nullable Path key,
        @Nullable Path keystore,
        @Nullable String keystorePassword,
        @Nullable Path trust) {

    /** Plain HTTP, and the JDK's own trust. */
    public static final TlsSettings NONE = new TlsSettings(null, null, null, null, null);

    /** Whether HTTP is answered with TLS. */
    public boolean isOn() {
        return certificate != null || keystore != null;
    }

    @Override
    public String toString() {
        return "TlsSettings[certificate=" + certificate + ", key=" + key + ", keystore=" + keystore + ", trust=" + trust
                + "]";
    }
}
