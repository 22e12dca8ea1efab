package io.sessionfold.engine.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sessionfold.engine.access.ApiToken;
import io.sessionfold.engine.access.Role;
import io.sessionfold.engine.access.Scope;
import io.sessionfold.engine.access.TokenLine;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes an API token. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = {
            "Make an API token, and the line of http.auth.file that lets it in.",
            "The line has the token's hash only: the token itself is shown now and never again."
        })
final class TokenCommand extends PrintingCommand {

    @Option(names = "--tenant", paramLabel = "T", required = true, description = "The tenant that it speaks for.")
    private String tenant = "";

    @Option(names = "--user", paramLabel = "USER", required = true, description = "The user behind it.")
    private String user = "";

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            split = ",",
            required = true,
            description = "viewer, operator, admin or auditor. Repeatable.")
    private List<String> roles = List.of();

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            defaultValue = "own",
            description = "Which sessions it sees: own (the user's) or tenant (default: ${DEFAULT-VALUE}).")
    private String scope = "";

    @Option(names = "--expires", paramLabel = "TIME", description = "When it ends, in ISO-8601 (default: never).")
    private @Nullable String expires;

    @Override
    int run() {
        String token = ApiToken.random();
        String line = TokenLine.of(token, tenant, user, roles(), scope(), expiry());
        if (TokenLine.parse(line).isEmpty()) {
            throw CommandException.usage(
                    "Expected --tenant to be 1 to 128 of the characters A-Z a-z 0-9 . _ - and --user"
                            + " to be at most 128 bytes without spaces, but they were '" + tenant + "' and '" + user
                            + "'");
        }
        PrintWriter out = out();
        if (isJson()) {
            out.println(
                    JsonNodeFactory.instance.objectNode().put("token", token).put("line", line));
        } else {
            out.println("The token, shown this once:");
            out.println("  " + token);
            out.println("The line for http.auth.file:");
            out.println("  " + line);
        }
        return ExitCodes.DONE;
    }

    private Set<Role> roles() {
        Set<Role> known = EnumSet.noneOf(Role.class);
        roles.forEach(label -> known.add(Role.of(label)
                .orElseThrow(() -> CommandException.usage(
                        "Expected --role to be one of viewer, operator, admin, auditor, but it was '" + label + "'"))));
        return known;
    }

    private Scope scope() {
        return Scope.of(scope)
                .orElseThrow(() ->
                        CommandException.usage("Expected --scope to be own or tenant, but it was '" + scope + "'"));
    }

    private @Nullable Instant expiry() {
        try {
            return expires == null ? null : Instant.parse(expires);
        } catch (DateTimeException e) {
            throw CommandException.usage(
                    "Expected --expires to be a time such as 2027-01-31T00:00:00Z, but it was '" + expires + "'");
        }
    }
}
