package io.sessionfold.engine.app.cli;

import picocli.CommandLine;

/** The version, as the jar's manifest has it. */
final class VersionText implements CommandLine.IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"sessionfold " + version()};
    }

    /** The version alone. */
    static String version() {
        String version = VersionText.class.getPackage().getImplementationVersion();
        return version == null ? "(not from a jar)" : version;
    }
}
