package io.sessionfold.engine.config;

/** Where a setting's value came from; a later constant overrides an earlier one. */
public enum SettingOrigin {
    /** Nobody set it. */
    DEFAULT("default"),
    /** The command that runs sets it unless somebody else does. */
    COMMAND("command"),
    FILE("file"),
    ENVIRONMENT("environment variable"),
    FLAG("flag");

    private final String label;

    SettingOrigin(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
