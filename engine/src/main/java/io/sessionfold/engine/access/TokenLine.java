package io.sessionfold.engine.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A line of the file of API tokens: {@code hash tenant user roles scope [expiry]}, with spaces between; the hash is SHA-256 in
 * hexadecimal, roles have commas between, the expiry is ISO-8601.
 *
 * @param expiresAt null if it does not expire
 */
public record TokenLine(
        String hash, Caller caller, @Nullable Instant expiresAt) {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private static final int FIELDS_MIN = 5;

    /** Enough of a hash to tell tokens apart, and nothing to find one by. */
    private static final int ID_CHARACTERS = 12;

    /** Reads a line; empty if it is none, also if a role is not known: here nobody else's roles can stand. */
    public static Optional<TokenLine> parse(String line) {
        String[] fields = line.strip().split("\\s+", -1);
        if (fields.length < FIELDS_MIN
                || fields.length > FIELDS_MIN + 1
                || !HASH.matcher(fields[0]).matches()) {
            return Optional.empty();
        }
        List<String> roles = Arrays.asList(fields[3].split(",", -1));
        if (!roles.stream().allMatch(role -> Role.of(role).isPresent())) {
            return Optional.empty();
        }
        try {
            Instant expiresAt = fields.length == FIELDS_MIN ? null : Instant.parse(fields[FIELDS_MIN]);
            return Claims.caller(fields[1], fields[2], roles, fields[4], credentialId(fields[0]))
                    .map(caller -> new TokenLine(fields[0], caller, expiresAt));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The line of a token for the file. */
    public static String of(
            String token,
            String tenantId,
            String userId,
            Iterable<Role> roles,
            Scope scope,
            @Nullable Instant expires) {
        String labels = StreamSupport.stream(roles.spliterator(), false)
                .map(Role::label)
                .collect(Collectors.joining(","));
        String line = String.join(" ", ApiToken.hash(token), tenantId, userId, labels, scope.label());
        return expires == null ? line : line + ' ' + expires;
    }

    /** Whether it is the line of the token with this hash; takes as long for each. */
    boolean isOf(String otherHash) {
        return MessageDigest.isEqual(
                hash.getBytes(StandardCharsets.US_ASCII), otherHash.getBytes(StandardCharsets.US_ASCII));
    }

    boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    private static String credentialId(String hash) {
        return "token-" + hash.substring(0, ID_CHARACTERS);
    }
}
