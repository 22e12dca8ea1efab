package io.sessionfold.engine.config;

/** A wrong setting; its message is one sentence that names the setting, its value, its origin and what is allowed. */
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SettingsException(String message) {
        super(message);
    }
}
