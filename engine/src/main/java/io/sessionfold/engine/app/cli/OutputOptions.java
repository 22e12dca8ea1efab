package io.sessionfold.engine.app.cli;

import picocli.CommandLine.Option;

/** How to print. */
public final class OutputOptions {

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}); json is one object per line.")
    private OutputFormat output = OutputFormat.TEXT;

    public boolean isJson() {
        return output == OutputFormat.JSON;
    }
}
