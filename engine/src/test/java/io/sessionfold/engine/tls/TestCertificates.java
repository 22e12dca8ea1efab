package io.sessionfold.engine.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Objects;

/** A certificate for localhost that signs itself, with its key, as PKCS #12 and as PEM; made by the JDK's keytool. */
public final class TestCertificates {

    public static final String PASSWORD = "planted-password-of-the-keystore";

    private final Path folder;
    private final KeyStore store;

    /** @param algorithm RSA or EC */
    public TestCertificates(Path folder, String algorithm) throws IOException, GeneralSecurityException {
        this.folder = folder;
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process made = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-keyalg",
                        algorithm,
                        "-alias",
                        "http",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keystore().toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertThat(made.waitFor()).as(said).isZero();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keystore())) {
            store.load(in, PASSWORD.toCharArray());
        }
        Files.writeString(
                certificate(), pem("CERTIFICATE", store.getCertificate("http").getEncoded()));
        Key key = Objects.requireNonNull(store.getKey("http", PASSWORD.toCharArray()));
        Files.writeString(key(), pem("PRIVATE KEY", key.getEncoded()));
    }

    public Path keystore() {
        return folder.resolve("http.p12");
    }

    /** Also the file of authorities to believe, as it signs itself. */
    public Path certificate() {
        return folder.resolve("http.crt");
    }

    public Path key() {
        return folder.resolve("http.key");
    }

    private static String pem(String type, byte[] der) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + type + "-----\n";
    }
}
