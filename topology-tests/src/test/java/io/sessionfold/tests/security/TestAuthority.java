package io.sessionfold.tests.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A certificate for this machine that signs itself, made by the JDK's keytool for one test; with whom it is believed. */
public final class TestAuthority {

    public static final String PASSWORD = "planted-password-of-the-stores";

    private final Path folder;

    public TestAuthority(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        keytool(
                "-genkeypair -keyalg EC -alias here -dname CN=localhost -ext san=dns:localhost,ip:127.0.0.1 -storetype PKCS12",
                keystore());
        keytool("-exportcert -rfc -alias here -file " + certificate(), keystore());
        keytool("-importcert -noprompt -alias here -storetype PKCS12 -file " + certificate(), truststore());
    }

    /** PKCS #12, with the key. */
    public Path keystore() {
        return folder.resolve("here.p12");
    }

    /** PKCS #12, without it. */
    public Path truststore() {
        return folder.resolve("trust.p12");
    }

    /** PEM. */
    public Path certificate() {
        return folder.resolve("here.crt");
    }

    private static void keytool(String words, Path store) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(words.split(" ")));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        Process made = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(made.waitFor()).as(said).isZero();
    }
}
