package io.sessionfold.engine.tls;

import io.sessionfold.engine.config.SettingsException;
import io.sessionfold.engine.config.TlsSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** TLS as the settings say; what they name is read when a context is made, and not again. */
public final class TlsContexts {

    /** What is older can be broken. */
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private static final char[] NO_PASSWORD = new char[0];

    private TlsContexts() {}

    /** The versions of TLS that are spoken. */
    public static String[] protocols() {
        return PROTOCOLS.clone();
    }

    /** For whoever answers: certificate and key. A file that is wrong is a {@link SettingsException}. */
    public static SSLContext server(TlsSettings settings) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            if (settings.keystore() != null) {
                char[] password =
                        Objects.requireNonNull(settings.keystorePassword()).toCharArray();
                keys.init(pkcs12(settings.keystore(), password), password);
            } else {
                keys.init(pem(settings), NO_PASSWORD);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new SettingsException(
                    "Expected the certificate and the key of HTTP to fit together, but they do not ("
                            + e.getClass().getSimpleName() + ")");
        }
    }

    /** For whoever asks: whom to believe. A file that is wrong is a {@link SettingsException}. */
    public static SSLContext client(@Nullable Path trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust == null ? null : believed(trust).getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new SettingsException("Expected " + trust + " to have certificates of authorities, but it has not ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    private static TrustManagerFactory believed(Path trust) throws GeneralSecurityException {
        KeyStore store = empty();
        int number = 0;
        for (X509Certificate certificate : new PemFile(trust).certificates()) {
            store.setCertificateEntry("authority-" + number++, certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private static KeyStore pem(TlsSettings settings) throws GeneralSecurityException {
        Certificate[] chain = new PemFile(Objects.requireNonNull(settings.certificate()))
                .certificates()
                .toArray(Certificate[]::new);
        KeyStore store = empty();
        store.setKeyEntry("http", new PemFile(Objects.requireNonNull(settings.key())).privateKey(), NO_PASSWORD, chain);
        return store;
    }

    private static KeyStore empty() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new IllegalStateException("Expected an empty key store to load", e);
        }
        return store;
    }

    private static KeyStore pkcs12(Path file, char[] password) throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
            return store;
        } catch (IOException e) {
            throw new SettingsException("Expected " + file
                    + " to be a PKCS #12 file that http.tls.keystore.password opens, but it was not ("
                    + e.getClass().getSimpleName() + ")");
        }
    }
}
