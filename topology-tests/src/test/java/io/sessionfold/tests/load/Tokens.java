package io.sessionfold.tests.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The API tokens of the clients: one for each user of each tenant, in the file that the instances read. */
public final class Tokens {

    private Tokens() {}

    /** Writes the file. */
    static Path write(Path folder) {
        List<String> lines = new ArrayList<>();
        for (String tenant : LoadPlan.TENANTS) {
            for (String user : LoadPlan.USERS) {
                lines.add(String.join(" ", hash(of(tenant, user)), tenant, user, "admin", "tenant"));
            }
        }
        try {
            return Files.write(folder.resolve("tokens"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a file of tokens to be writable", e);
        }
    }

    /** The token of a user; as secret as a test's may be. */
    public static String of(String tenantId, String userId) {
        return "sf_" + hash("a token of " + userId + " in " + tenantId).substring(0, 43);
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to have SHA-256", e);
        }
    }
}
