package io.sessionfold.engine.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Releases one session. */
@Command(
        name = "release",
        mixinStandardHelpOptions = true,
        description = {
            "Fold what is parked behind a session's quarantine, in order.",
            "Exit 1 if the session is still quarantined afterwards: the fold failed again, or the release was a part."
        })
final class RedriveReleaseCommand extends PrintingCommand {

    /** An offset, or a position as messages show it: topic-partition@offset. */
    private static final Pattern POSITION = Pattern.compile("(?:[^@]*@)?(\\d{1,18})");

    @Parameters(paramLabel = "KEY", description = "The session key.")
    private String key = "";

    @Option(
            names = "--up-to",
            paramLabel = "POSITION",
            description = "The last event that is released: an offset, or a position as topic-partition@offset.")
    private @Nullable String upTo;

    @Option(
            names = "--skip",
            paramLabel = "POSITION",
            description = "An event that is left out: refused QUARANTINED, for good. Repeatable.")
    private List<String> skipped = List.of();

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Override
    int run() {
        JsonNode answer = engine.client()
                .post("/v1/sessions/" + EngineClient.encoded(key) + "/quarantine/release", body())
                .body();
        boolean isStillQuarantined = answer.path("session").path("quarantined").asBoolean(false);
        if (isJson()) {
            out().println(answer);
        } else {
            out().println(sentence(answer, isStillQuarantined));
        }
        return isStillQuarantined ? ExitCodes.CHECK_FAILED : ExitCodes.DONE;
    }

    private String sentence(JsonNode answer, boolean isStillQuarantined) {
        if (!"applied".equals(answer.path("decided").textValue())) {
            return "The release is in the log; what came of it is not known yet. Ask with `redrive show " + key + "`";
        }
        return isStillQuarantined
                ? "Session '" + key + "' is still quarantined; `redrive show " + key + "` says why"
                : "Session '" + key + "' is released";
    }

    private ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (upTo != null) {
            body.put("upTo", offset("--up-to", upTo));
        }
        ArrayNode skip = body.putArray("skip");
        skipped.forEach(position -> skip.add(offset("--skip", position)));
        return body;
    }

    private static long offset(String option, String position) {
        Matcher matcher = POSITION.matcher(position);
        if (!matcher.matches()) {
            throw CommandException.usage("Expected " + option
                    + " to be an offset, or topic-partition@offset, but it was '" + position + "'");
        }
        return Long.parseLong(matcher.group(1));
    }
}
