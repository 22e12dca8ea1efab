package io.sessionfold.engine.app.cli;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which engine to ask, and who asks. */
final class EngineOptions {

    /** Where the token is looked for if no flag has it. */
    static final String TOKEN_VARIABLE = "SESSIONFOLD_TOKEN";

    /** What a header can carry. */
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8480",
            description = "The engine's HTTP interface (default: ${DEFAULT-VALUE}).")
    private String url = "";

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "The API token or JWT to show; better in the environment, as " + TOKEN_VARIABLE
                    + ", where other users of the machine do not see it.")
    private @Nullable String token;

    @Option(
            names = "--trust",
            paramLabel = "FILE",
            description = "A PEM file with the authorities to believe over https, instead of the JDK's.")
    private @Nullable Path trust;

    EngineClient client() {
        String shown = token == null ? System.getenv(TOKEN_VARIABLE) : token;
        if (shown == null || shown.isBlank()) {
            return new EngineClient(url, null, trust);
        }
        if (!TOKEN.matcher(shown.strip()).matches()) {
            throw CommandException.usage(
                    "Expected the token (--token or " + TOKEN_VARIABLE + ") to be printable ASCII, but it was not");
        }
        return new EngineClient(url, shown.strip(), trust);
    }
}
