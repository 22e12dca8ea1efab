package io.sessionfold.engine.config;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The rule of what is never printed: passwords, keys, tokens, and the credentials inside a URL. */
public final class Secrets {

    /** What is printed instead. */
    public static final String MASK = "********";

    private static final List<String> PARTS_OF_NAMES = List.of(
            "password",
            "secret",
            "jaas",
            "token",
            "credential",
            "user.info",
            "ssl.key",
            "keystore.key",
            "certificate.chain",
            "api.key",
            "private.key",
            "passphrase");

    /**
     * What stands before the last {@code @}: behind a scheme, or with a colon in it. A password may have any character, and a
     * URL may be wrong, so rather too much of it is masked.
     */
    private static final Pattern USER_INFO = Pattern.compile("(\\w[\\w+.-]*://)\\S*@|\\S*:\\S*@");

    private Secrets() {}

    /** Whether the value of a setting of this name may not be printed. */
    public static boolean isSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return PARTS_OF_NAMES.stream().anyMatch(lower::contains);
    }

    /** The printable form of a value. */
    public static String mask(String name, String value) {
        return isSecret(name) ? MASK : USER_INFO.matcher(value).replaceAll("$1" + MASK + "@");
    }
}
