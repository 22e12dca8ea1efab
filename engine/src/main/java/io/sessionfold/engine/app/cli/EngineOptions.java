package io.sessionfold.engine.app.cli;

import picocli.CommandLine.Option;

/** Which engine to ask. */
final class EngineOptions {

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8480",
            description = "The engine's HTTP interface (default: ${DEFAULT-VALUE}).")
    private String url = "";

    EngineClient client() {
        return new EngineClient(url);
    }
}
