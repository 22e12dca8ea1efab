package io.sessionfold.engine.tls;

import io.sessionfold.engine.config.SettingsException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A PEM file (RFC 7468). What stands in it appears in no message. */
final class PemFile {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s+([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    private static final List<String> KEY_TYPES = List.of("RSA", "EC", "EdDSA");

    private final Path file;
    private final String text;

    PemFile(Path file) {
        this.file = file;
        try {
            this.text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new SettingsException("Expected " + file + " to be a PEM file that can be read, but it was not ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    /** Its certificates, in order; at least one. */
    List<X509Certificate> certificates() {
        List<X509Certificate> found = new ArrayList<>();
        for (byte[] block : blocks("CERTIFICATE")) {
            try {
                found.add((X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(block)));
            } catch (GeneralSecurityException e) {
                throw wrong("certificates alone");
            }
        }
        if (found.isEmpty()) {
            throw wrong("a certificate");
        }
        return found;
    }

    /** Its private key. */
    PrivateKey privateKey() {
        List<byte[]> blocks = blocks("PRIVATE KEY");
        if (blocks.size() != 1) {
            throw wrong("one private key in PKCS #8 that is not encrypted (`openssl pkcs8 -topk8 -nocrypt` makes it)");
        }
        return KEY_TYPES.stream()
                .flatMap(type -> read(type, blocks.get(0)).stream())
                .findFirst()
                .orElseThrow(() -> wrong("a private key of a type among " + String.join(", ", KEY_TYPES)));
    }

    /** The key, if it is of this type. */
    private static Optional<PrivateKey> read(String type, byte[] pkcs8) {
        try {
            return Optional.of(KeyFactory.getInstance(type).generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        } catch (InvalidKeySpecException e) {
            return Optional.empty();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to have " + type + " keys", e);
        }
    }

    private List<byte[]> blocks(String type) {
        List<byte[]> found = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            if (matcher.group(1).equals(type)) {
                found.add(Base64.getMimeDecoder().decode(matcher.group(2)));
            }
        }
        return found;
    }

    private SettingsException wrong(String expected) {
        return new SettingsException("Expected " + file + " to have " + expected + ", but it has not");
    }
}
